using System.Collections.Concurrent;

namespace IkomiaScale.Concurrency;

/// <summary>
/// Runs a bounded number of operations at once and gives each outcome back on the caller's thread as it comes. Only that
/// thread calls it, so it needs no lock; nothing queues up: adding to a full runner first gives out what is done.
/// </summary>
/// <typeparam name="TResult">What an operation gives.</typeparam>
internal sealed class ParallelRunner<TResult> : IRunner<TResult>
{
    private const int IdleMilliseconds = 100;

    /// <summary>How long the end of cancelled operations is waited for, so that their temporary files are gone.</summary>
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

    /// <summary>Makes a runner.</summary>
    /// <param name="limit">How many operations run at once.</param>
    /// <param name="emit">Takes an outcome, on the caller's thread.</param>
    /// <param name="idle">Called about ten times a second while waiting, on the caller's thread.</param>
    /// <param name="stop">Ends everything.</param>
    /// <param name="endMilliseconds">How long the end of cancelled operations is waited for.</param>
    /// <param name="places">Where others work too; null where the limit is this runner's own.</param>
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

    /// <summary>Waits, not for long, until cancelled operations have ended and cleaned up.</summary>
    public void Dispose() => Task.WaitAll(_tasks.ToArray(), _endMilliseconds);

    // What is done meanwhile is given out. The place may come in the very moment in which nobody wants it any more.
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
            // Whatever it is, it is for the caller to judge.
            outcome = new Outcome<TResult>(target, default, exception);
        }

        _outcomes.Add(outcome, CancellationToken.None);
    }

    /// <summary>Waits for the next operation to end, or for a place, and gives out the outcome. There must be one under way.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void FinishNext()
    {
        Outcome<TResult>? outcome;
        while (!_outcomes.TryTake(out outcome, IdleMilliseconds, _stop))
        {
            _idle();
        }

        Finish(outcome);
    }

    // Nothing but a place came where there is no outcome.
    private void Finish(Outcome<TResult>? outcome)
    {
        if (outcome is not null)
        {
            _active--;
            _emit(outcome);
        }
    }
}
