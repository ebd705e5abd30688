using IkomiaScale.Concurrency;
using IkomiaScale.Progress;
using IkomiaScale.Storage;
using IkomiaScale.Streams;
using IkomiaScale.Throttling;

namespace IkomiaScale.Parallel;

/// <summary>
/// Many items at once for a cmdlet: results and errors come out as they come, one failure does not stop the others, and
/// a bar shows the whole.
/// </summary>
/// <typeparam name="TResult">What an item gives.</typeparam>
internal sealed class ItemRunner<TResult> : IDisposable
{
    private readonly IStreams _streams;
    private readonly Action<TResult> _emit;
    private readonly ProgressBar _bar;
    private readonly IRunner<TResult> _runner;
    private readonly CancellationToken _stop;
    private readonly HostLimit? _shared;
    private readonly IPlaces? _places;
    private int _items;

    /// <summary>Makes a runner for one invocation of a cmdlet.</summary>
    /// <param name="streams">The cmdlet's streams.</param>
    /// <param name="limit">How many items are worked on at once; 0 for as many as pay off.</param>
    /// <param name="host">What is found to pay off.</param>
    /// <param name="activity">What is done, for the bar.</param>
    /// <param name="stop">The cmdlet's stop token.</param>
    /// <param name="emit">Takes a result, on the pipeline thread.</param>
    /// <param name="inOrder">Whether results come in the order of the items, and not as they are ready.</param>
    public ItemRunner(IStreams streams, int limit, HostLimit host, string activity, CancellationToken stop, Action<TResult> emit, bool inOrder = false)
    {
        _shared = limit == 0 ? host : null;
        _places = _shared?.ForCaller();
        limit = limit == 0 ? HostLimit.Most : limit;
        _streams = streams;
        _stop = stop;
        _emit = emit;
        _bar = new ProgressBar(streams, activity);
        _runner = inOrder
            ? new OrderedRunner<TResult>(limit, Finish, Idle, stop, places: _places)
            : new ParallelRunner<TResult>(limit, Finish, Idle, stop, places: _places);
        streams.BeforeFailing(Complete);
    }

    /// <summary>How large contents may come in parts: not where a number of one's own is kept to.</summary>
    public PartsPlan? Parts => _places is null ? null : new PartsPlan(_places);

    /// <summary>Starts an item, waiting for a free place first.</summary>
    /// <param name="target">The item, for its error.</param>
    /// <param name="progress">Its progress.</param>
    /// <param name="operation">What is done with it.</param>
    public void Add(object target, TransferProgress progress, Func<CancellationToken, Task<TResult>> operation)
    {
        _bar.Expect(progress);
        _items++;
        OutcomeStreams.Wait(
            () => _runner.Add(
                (target, progress),
                token =>
                {
                    _streams.Listen();
                    progress.Start();
                    return operation(token);
                },
                new Load(progress.Total, () => progress.Bytes)),
            _stop);
        _bar.Update();
    }

    /// <summary>Waits for all items.</summary>
    public void Complete()
    {
        OutcomeStreams.Wait(_runner.Complete, _stop);
        if (_shared is not null && _items > 1)
        {
            _items = 0;
            _streams.WriteTold();
            _streams.WriteVerbose(_shared.Describe());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runner.Dispose();
        _bar.Dispose();
    }

    private void Idle()
    {
        _streams.WriteTold();
        _bar.Update();
    }

    private void Finish(Outcome<TResult> outcome)
    {
        _streams.WriteTold();
        var (target, progress) = ((object, TransferProgress))outcome.Target;
        _bar.Finish(progress);
        if (outcome.Failure is null && progress.WasSkipped)
        {
            _streams.WriteVerbose($"'{progress.Name}' is there already with the same content; nothing was transferred.");
        }

        outcome.Tell(_streams, target, _emit);
    }
}
