using System.Collections.Concurrent;

namespace IkomiaScale.Concurrency;

/// <summary>
/// Runs a limited number of operations at the same time and passes each outcome to the caller's thread when it is ready. Only
/// that thread calls it, so it needs no lock. Nothing is queued: adding to a full runner first passes on finished outcomes.
/// </summary>
/// <typeparam name="TResult">The result of an operation.</typeparam>
internal sealed class ParallelRunner<TResult> : IRunner<TResult>
{
    private const int IdleMilliseconds = 100;

    /// <summary>How long to wait for canceled operations, in milliseconds, so that they can delete their temporary files.</summary>
    public const int EndMilliseconds = 800;

    private readonly BlockingCollection<Outcome<TResult>?> _outcomes = new();
    private readonly List<Task> _tasks = new();
    private readonly int _limit;
    private readonly Action<Outcome<TResult>> _emit;
    private readonly Action _idle;
    private readonly CancellationToken _stop;
    private readonly int _endMilliseconds;
    private readonly IPlaces? _places;
    private int _active;

    /// <summary>Creates a runner.</summary>
    /// <param name="limit">The largest number of operations at the same time.</param>
    /// <param name="emit">Receives an outcome, on the caller's thread.</param>
    /// <param name="idle">Called about ten times a second during waits, on the caller's thread.</param>
    /// <param name="stop">Cancels everything.</param>
    /// <param name="endMilliseconds">How long to wait for canceled operations, in milliseconds.</param>
    /// <param name="places">The places that are shared with others; null for none.</param>
    public ParallelRunner(
        int limit, Action<Outcome<TResult>> emit, Action idle, CancellationToken stop, int endMilliseconds = EndMilliseconds, IPlaces? places = null)
    {
        _places = places;
        _endMilliseconds = endMilliseconds;
        _limit = limit;
        _emit = emit;
        _idle = idle;
        _stop = stop;
    }

    /// <inheritdoc/>
    public void Add(object target, Func<CancellationToken, Task<TResult>> operation, Load? load = null)
    {
        while (_outcomes.TryTake(out var done))
        {
            Finish(done);
        }

        while (_active >= _limit)
        {
            FinishNext();
        }

        var place = _places is null ? null : WaitForPlace(_places, load ?? Load.None);
        _active++;
        _tasks.RemoveAll(task => task.IsCompleted);
        _tasks.Add(Task.Run(() => RunAsync(target, operation, place), CancellationToken.None));
    }

    /// <inheritdoc/>
    public void Complete()
    {
        while (_active > 0)
        {
            FinishNext();
        }
    }

    /// <summary>Waits for a limited time until canceled operations have ended and cleaned up.</summary>
    public void Dispose() => Task.WaitAll(_tasks.ToArray(), _endMilliseconds);

    // Passes on finished outcomes meanwhile. The place may arrive at the moment of a cancellation, and is freed then.
    private IPlace WaitForPlace(IPlaces places, Load load)
    {
        var entering = places.EnterAsync(load, _stop);
        try
        {
            if (!entering.IsCompleted)
            {
                entering.ContinueWith(
                    _ => _outcomes.Add(null, CancellationToken.None), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            while (!entering.IsCompleted)
            {
                FinishNext();
            }

            return entering.GetAwaiter().GetResult();
        }
        catch
        {
            entering.ContinueWith(
                static entered => entered.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    private async Task RunAsync(object target, Func<CancellationToken, Task<TResult>> operation, IPlace? place)
    {
        Outcome<TResult> outcome;
        try
        {
            using var _ = place;
            place?.Begin();
            outcome = new Outcome<TResult>(target, await operation(_stop).ConfigureAwait(false), null);
        }
        catch (Exception exception)
        {
            // Whatever the exception is, the caller handles it.
            outcome = new Outcome<TResult>(target, default, exception);
        }

        _outcomes.Add(outcome, CancellationToken.None);
    }

    /// <summary>Waits for the next outcome or place, and passes the outcome on. An operation must be running.</summary>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public void FinishNext()
    {
        Outcome<TResult>? outcome;
        while (!_outcomes.TryTake(out outcome, IdleMilliseconds, _stop))
        {
            _idle();
        }

        Finish(outcome);
    }

    // Without an outcome, a place has arrived.
    private void Finish(Outcome<TResult>? outcome)
    {
        if (outcome is not null)
        {
            _active--;
            _emit(outcome);
        }
    }
}
