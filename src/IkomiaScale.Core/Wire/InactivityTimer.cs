namespace IkomiaScale.Wire;

/// <summary>
/// Ends a request when nothing has moved for too long. There is no limit on the whole: a transfer of hours is fine as
/// long as bytes flow. It runs only while the network is waited for, not while a disk or a caller is.
/// </summary>
internal sealed class InactivityTimer : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;

    /// <summary>Makes a timer that also follows the caller's token.</summary>
    /// <param name="limit">The longest pause; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="caller">The caller's own token.</param>
    public InactivityTimer(TimeSpan limit, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
    }

    /// <summary>Cancelled when the caller cancels or the limit is reached.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether it was the limit, and not the caller, that ended the request.</summary>
    public bool HasExpired => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>The limit, for messages.</summary>
    public TimeSpan Limit => _limit;

    /// <summary>Starts to wait for the network, or says that something moved.</summary>
    public void Start() => _source.CancelAfter(_limit);

    /// <summary>Stops the clock: what comes now does not depend on the network.</summary>
    public void Stop() => _source.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);

    /// <summary>The same limit with a clock of its own. One that has just run out cannot be stopped any more.</summary>
    public InactivityTimer Anew() => new(_limit, _caller);

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
