using IkomiaScale.Concurrency;

namespace IkomiaScale.Deployments.Batches;

/// <summary>
/// Lets runs begin: so many at once, and where failures are limited no more than could fail without the limit being passed by
/// more than one. Each that succeeds makes room for one more, so a batch that works is soon at its full speed, and one whose every
/// run fails has cost little.
/// </summary>
internal sealed class BatchBrake
{
    private readonly object _gate = new();
    private readonly int _most;
    private readonly FailureLimit? _limit;
    private TaskCompletionSource<bool> _changed = NewSource();
    private ScaleException? _stop;
    private int _underWay;
    private long _succeeded;
    private long _failed;

    /// <summary>Makes a brake.</summary>
    /// <param name="most">How many may be under way.</param>
    /// <param name="limit">How many may fail; null for any number.</param>
    public BatchBrake(int most, FailureLimit? limit)
    {
        _most = most;
        _limit = limit;
    }

    /// <summary>Why nothing more is begun; null while it is.</summary>
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

    /// <summary>Waits until one more may begin.</summary>
    /// <returns>Whether it may; otherwise nothing more is begun.</returns>
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

                if (_underWay < Room())
                {
                    _underWay++;
                    return true;
                }

                changed = _changed.Task;
            }

            await changed.OrCancelledAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One has ended.</summary>
    /// <param name="failed">Whether it failed; null where that is not known, or where nothing was begun.</param>
    public void Leave(bool? failed)
    {
        lock (_gate)
        {
            _underWay--;
            _failed += failed == true ? 1 : 0;
            _succeeded += failed == false ? 1 : 0;
            if (_limit is not null && _failed > Tolerated() && _stop is null)
            {
                _stop = BatchErrors.TooManyFailures(_failed, _failed + _succeeded, _limit);
            }

            Pulse();
        }
    }

    /// <summary>Lets nothing more begin.</summary>
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
