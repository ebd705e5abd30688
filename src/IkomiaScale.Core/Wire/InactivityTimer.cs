namespace IkomiaScale.Wire;

/// <summary>
/// Cancels a request after too long a pause. There is no limit on the whole: a transfer may take hours while bytes flow. The
/// timer runs only while the network is waited for, not while a disk or a caller is.
/// </summary>
internal sealed class InactivityTimer : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;

    /// <summary>Creates a timer that also follows the token of the caller.</summary>
    /// <param name="limit">The longest pause; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="caller">The token of the caller.</param>
    public InactivityTimer(TimeSpan limit, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
    }

    /// <summary>Canceled when the caller cancels or the limit is reached.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the limit, not the caller, canceled the request.</summary>
    public bool HasExpired => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>The limit, for messages.</summary>
    public TimeSpan Limit => _limit;

    /// <summary>Starts the wait for the network again, such as after a byte moved.</summary>
    public void Start() => _source.CancelAfter(_limit);

    /// <summary>Stops the timer: what follows does not depend on the network.</summary>
    public void Stop() => _source.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);

    /// <summary>Returns a timer with the same limit. A timer that has expired cannot be stopped.</summary>
    public InactivityTimer WithSameLimit() => new(_limit, _caller);

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
