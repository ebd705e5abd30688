using IkomiaScale.Concurrency;

namespace IkomiaScale.Deployments.Batches;

/// <summary>
/// Limits how many runs of a batch are active. With a failure limit, no more runs start than could fail while the limit is
/// exceeded by at most one. Each success makes room for one more run. So a batch that works reaches full speed soon, and a
/// batch whose runs all fail costs little.
/// </summary>
internal sealed class BatchBrake
{
    private readonly object _gate = new();
    private readonly int _most;
    private readonly FailureLimit? _limit;
    private TaskCompletionSource<bool> _changed = NewSource();
    private ScaleException? _stop;
    private int _running;
    private long _succeeded;
    private long _failed;

    /// <summary>Creates a brake.</summary>
    /// <param name="most">The largest number of active runs.</param>
    /// <param name="limit">How many runs may fail; null for any number.</param>
    public BatchBrake(int most, FailureLimit? limit)
    {
        _most = most;
        _limit = limit;
    }

    /// <summary>Why no more runs start; null while they do.</summary>
    public ScaleException? Stopped
    {
        get
        {
            lock (_gate)
            {
                return _stop;
            }
        }
    }

    /// <summary>Waits until one more run may start.</summary>
    /// <returns>Whether it may start. False if no more runs start.</returns>
    public async Task<bool> EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_stop is not null)
                {
                    return false;
                }

                if (_running < Room())
                {
                    _running++;
                    return true;
                }

                changed = _changed.Task;
            }

            await changed.OrCancelledAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Records the end of a run.</summary>
    /// <param name="failed">Whether it failed; null if that is not known, or if nothing was started.</param>
    public void Leave(bool? failed)
    {
        lock (_gate)
        {
            _running--;
            _failed += failed == true ? 1 : 0;
            _succeeded += failed == false ? 1 : 0;
            if (_limit is not null && _failed > Tolerated() && _stop is null)
            {
                _stop = BatchErrors.TooManyFailures(_failed, _failed + _succeeded, _limit);
            }

            Pulse();
        }
    }

    /// <summary>Stops further starts.</summary>
    public void Stop(ScaleException reason)
    {
        lock (_gate)
        {
            _stop ??= reason;
            Pulse();
        }
    }

    private static TaskCompletionSource<bool> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long Tolerated() => _limit!.Tolerated(_failed + _succeeded);

    private long Room() => _limit is null ? _most : Math.Min(_most, Tolerated() - _failed + 1 + _succeeded);

    private void Pulse()
    {
        var changed = _changed;
        _changed = NewSource();
        changed.SetResult(true);
    }
}
