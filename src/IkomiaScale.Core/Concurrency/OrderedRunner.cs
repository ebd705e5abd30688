namespace IkomiaScale.Concurrency;

/// <summary>
/// Runs operations at once like <see cref="ParallelRunner{TResult}"/>, but gives their outcomes in the order in which they were
/// added: each as soon as those before it are out. What is held back for that is bounded, so that however many there are,
/// few are in memory.
/// </summary>
/// <typeparam name="TResult">What an operation gives.</typeparam>
internal sealed class OrderedRunner<TResult> : IRunner<TResult>
{
    /// <summary>How many times the limit may be started or held back while the oldest operation is still under way.</summary>
    private const int WindowFactor = 4;

    private readonly ParallelRunner<TResult> _runner;
    private readonly Action<Outcome<TResult>> _emit;
    private readonly Dictionary<long, Outcome<TResult>> _held = new();
    private readonly int _window;
    private long _started;
    private long _emitted;

    /// <summary>Makes a runner.</summary>
    /// <param name="limit">How many operations run at once.</param>
    /// <param name="emit">Takes an outcome, on the caller's thread.</param>
    /// <param name="idle">Called about ten times a second while waiting, on the caller's thread.</param>
    /// <param name="stop">Ends everything.</param>
    /// <param name="window">How many may be started ahead of what was given out; null for a few times the limit.</param>
    /// <param name="endMilliseconds">How long the end of cancelled operations is waited for.</param>
    /// <param name="places">Where others work too; null where the limit is this runner's own.</param>
    public OrderedRunner(
        int limit,
        Action<Outcome<TResult>> emit,
        Action idle,
        CancellationToken stop,
        int? window = null,
        int endMilliseconds = ParallelRunner<TResult>.EndMilliseconds,
        IPlaces? places = null)
    {
        _window = window ?? limit * WindowFactor;
        _emit = emit;
        _runner = new ParallelRunner<TResult>(limit, Hold, idle, stop, endMilliseconds, places);
    }

    /// <inheritdoc/>
    public void Add(object target, Func<CancellationToken, Task<TResult>> operation, Load? load = null)
    {
        while (_started - _emitted >= _window)
        {
            _runner.FinishNext();
        }

        _runner.Add(new Numbered(_started++, target), operation, load);
    }

    /// <inheritdoc/>
    public void Complete() => _runner.Complete();

    /// <inheritdoc/>
    public void Dispose() => _runner.Dispose();

    private void Hold(Outcome<TResult> outcome)
    {
        var (number, target) = (Numbered)outcome.Target;
        _held.Add(number, new Outcome<TResult>(target, outcome.Result, outcome.Failure));
        while (_held.TryGetValue(_emitted, out var next))
        {
            _held.Remove(_emitted++);
            _emit(next);
        }
    }

    private sealed record Numbered(long Number, object Target);
}
