namespace IkomiaScale.Deployments;

/// <summary>How to wait for a result.</summary>
public sealed class WaitOptions
{
    /// <summary>About the time of the 100 polls of the official clients.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The longest wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. The run continues after it. A request that is
    /// running at the timeout gets 5 s more, because the service returns a result only once.
    /// </summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Receives the progress; null for none.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>
    /// Receives a request that is still running when the wait ends. Its answer may be the result, which is returned only
    /// once, so the request is not canceled. Null to cancel it.
    /// </summary>
    internal Action<Task<RunPoll>>? LeftBehind { get; init; }

    /// <summary>
    /// Replaces the requests of the waiter. It gets the run, whether the request may be held, and a token that cancels before
    /// the request is sent. Null for none.
    /// </summary>
    internal Func<IkDeploymentRun, bool, CancellationToken, Task<RunPoll>>? Ask { get; init; }

    /// <summary>Whether requests may be held by the service; null for the rule of the connection.</summary>
    internal Func<bool>? MayHold { get; init; }
}
