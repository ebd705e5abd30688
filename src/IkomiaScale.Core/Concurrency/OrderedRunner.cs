namespace IkomiaScale.Concurrency;

/// <summary>
/// Runs operations like <see cref="ParallelRunner{TResult}"/>, but passes on their outcomes in the order in which they were
/// added. The number of outcomes that wait for earlier ones is limited, so that only a few are in memory.
/// </summary>
/// <typeparam name="TResult">The result of an operation.</typeparam>
internal sealed class OrderedRunner<TResult> : IRunner<TResult>
{
    /// <summary>How many operations may be started or held back while the oldest one runs, as a multiple of the limit.</summary>
    private const int WindowFactor = 4;

    private readonly ParallelRunner<TResult> _runner;
    private readonly Action<Outcome<TResult>> _emit;
    private readonly Dictionary<long, Outcome<TResult>> _held = new();
    private readonly int _window;
    private long _started;
    private long _emitted;

    /// <summary>Creates a runner.</summary>
    /// <param name="limit">The largest number of operations at the same time.</param>
    /// <param name="emit">Receives an outcome, on the caller's thread.</param>
    /// <param name="idle">Called about ten times a second during waits, on the caller's thread.</param>
    /// <param name="stop">Cancels everything.</param>
    /// <param name="window">How many operations may start ahead of the last outcome; null for a multiple of the limit.</param>
    /// <param name="endMilliseconds">How long to wait for canceled operations, in milliseconds.</param>
    /// <param name="places">The places that are shared with others; null for none.</param>
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
