namespace IkomiaScale.Deployments;

/// <summary>How the results of a run are waited for.</summary>
public sealed class WaitOptions
{
    /// <summary>The time that the official clients' 100 polls take, rounded up.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    /// <summary>
    /// How long to wait at most; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. The run itself has no limit and goes on. A
    /// question that is on its way when the time is up is given 5 s more, because results are given once.
    /// </summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Written by the wait, for whoever shows it; null for nobody.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>
    /// Takes a question that is still on its way when the waiting ends: its answer may be the results, which are given once, so it is
    /// not broken off. Null for nobody; it is broken off then.
    /// </summary>
    internal Action<Task<RunPoll>>? LeftBehind { get; init; }

    /// <summary>
    /// Asks in place of the waiter: told the run, whether the question may be held back, and what ends the asking before it has left.
    /// Null for nobody.
    /// </summary>
    internal Func<IkDeploymentRun, bool, CancellationToken, Task<RunPoll>>? Ask { get; init; }

    /// <summary>Whether questions may be held back; null for as the connection allows.</summary>
    internal Func<bool>? MayHold { get; init; }
}
