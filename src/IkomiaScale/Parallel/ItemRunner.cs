using IkomiaScale.Concurrency;
using IkomiaScale.Progress;
using IkomiaScale.Storage;
using IkomiaScale.Streams;
using IkomiaScale.Throttling;

namespace IkomiaScale.Parallel;

/// <summary>
/// Works on many items of a cmdlet at the same time. Results and errors are written when they are ready, one failure does not stop the others,
/// and one progress bar shows all items.
/// </summary>
/// <typeparam name="TResult">The result of an item.</typeparam>
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

    /// <summary>Creates a runner for one invocation of a cmdlet.</summary>
    /// <param name="streams">The cmdlet's streams.</param>
    /// <param name="limit">How many items run at the same time; 0 for as many as make it faster.</param>
    /// <param name="host">Finds that number, and shares it in the process.</param>
    /// <param name="activity">The title of the progress bar.</param>
    /// <param name="stop">The cmdlet's stop token.</param>
    /// <param name="emit">Writes a result, on the pipeline thread.</param>
    /// <param name="inOrder">Whether results are written in the order of the items instead of when they are ready.</param>
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

    /// <summary>The plan for downloads in parts; null if the user has set the number of items.</summary>
    public PartsPlan? Parts => _places is null ? null : new PartsPlan(_places);

    /// <summary>Starts an item, after a free place for it.</summary>
    /// <param name="target">The target of the item's error.</param>
    /// <param name="progress">The progress of the item.</param>
    /// <param name="operation">Works on the item.</param>
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
            _streams.WriteMessages();
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
        _streams.WriteMessages();
        _bar.Update();
    }

    private void Finish(Outcome<TResult> outcome)
    {
        _streams.WriteMessages();
        var (target, progress) = ((object, TransferProgress))outcome.Target;
        _bar.Finish(progress);
        if (outcome.Failure is null && progress.WasSkipped)
        {
            _streams.WriteVerbose($"'{progress.Name}' already exists with the same content. Nothing was transferred.");
        }

        outcome.Tell(_streams, target, _emit);
    }
}
