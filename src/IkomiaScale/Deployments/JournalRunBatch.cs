using System.Collections.Concurrent;
using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Concurrency;
using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Submitting;
using IkomiaScale.Errors;
using IkomiaScale.Parallel;
using IkomiaScale.Progress;

namespace IkomiaScale.Deployments;

/// <summary>
/// The runs of one invocation with a journal. The journal has all results, so those that wait for their turn stay on disk, and
/// the same command continues a batch that was stopped.
/// </summary>
internal sealed class JournalRunBatch : IDisposable
{
    /// <summary>More than the service needs to return the uuid of a run that is being sent, and the journal to record it.</summary>
    private const int EndMilliseconds = SendingStop.GraceMilliseconds + 3000;

    /// <summary>The wait for the journal to close after the user stopped the pipeline.</summary>
    private const int CloseMilliseconds = 500;

    private readonly CancellableCmdlet _cmdlet;
    private readonly JournaledBatch _batch;
    private readonly BatchOptions _options;
    private readonly RunProgressBar _bar;
    private readonly IRunner<BatchOutcome> _runner;
    private readonly CancellationTokenSource _end;
    private readonly ConcurrentDictionary<RunProgress, bool> _open = new();
    private readonly IDisposable _use;
    private int _inMemory;
    private Task? _closing;

    /// <summary>Creates a batch.</summary>
    /// <param name="cmdlet">The cmdlet, for its streams.</param>
    /// <param name="batch">The open journal.</param>
    /// <param name="options">The options.</param>
    /// <param name="inOrder">Whether results are returned in the order of the inputs instead of when they are ready.</param>
    /// <param name="activity">The title of the progress bar.</param>
    /// <param name="use">Holds the connection until the journal is closed.</param>
    /// <param name="stop">The cmdlet's stop token.</param>
    public JournalRunBatch(
        CancellableCmdlet cmdlet, JournaledBatch batch, BatchOptions options, bool inOrder, string activity, IDisposable use, CancellationToken stop)
    {
        _cmdlet = cmdlet;
        _batch = batch;
        _options = options;
        _use = use;
        _bar = new RunProgressBar(cmdlet, activity);
        _end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _runner = inOrder
            ? new OrderedRunner<BatchOutcome>(options.MaxPending, Finish, Idle, _end.Token, window: int.MaxValue, EndMilliseconds)
            : new ParallelRunner<BatchOutcome>(options.MaxPending, Finish, Idle, _end.Token, EndMilliseconds);
        cmdlet.BeforeFailing(Drain);
        Warn();
    }

    /// <summary>Saves the outputs of each result; null to save none.</summary>
    public OutputFolder? OutFolder { get; init; }

    /// <summary>Runs or recalls, after a free place for it.</summary>
    /// <param name="target">The input, for an error before there is a run.</param>
    /// <param name="progress">The progress of the run.</param>
    /// <param name="operation">Runs or recalls.</param>
    public void Add(object? target, RunProgress progress, Func<JournaledBatch, CancellationToken, Task<BatchOutcome>> operation)
    {
        if (_batch.Stopped is not null)
        {
            Complete();
        }

        _bar.Expect(progress);
        OutcomeStreams.Wait(
            () => _runner.Add(new Item(target, progress), async token =>
            {
                _cmdlet.ListenHere();
                _open[progress] = true;
                var outcome = await operation(_batch, token).ConfigureAwait(false);
                _open.TryRemove(progress, out _);
                return Hold(outcome);
            }),
            _end.Token);
        _bar.Update();
    }

    /// <summary>Waits for all runs, closes the journal, and writes the counts. Too many failures end the cmdlet.</summary>
    public void Complete()
    {
        Drain();
        _cmdlet.WaitFor(CloseAsync());
        _cmdlet.WriteLine($"Journal {_options.Folder}: {_batch.Counts}");
        if (_batch.Stopped is { } reason)
        {
            _cmdlet.ThrowTerminatingError(reason.ToErrorRecord(null));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _runner.Dispose();
        Task.WaitAny([CloseAsync()], CloseMilliseconds);
        if (!_open.IsEmpty)
        {
            StopNotice.Write(_cmdlet.Host, JournalNotice.Compose(_open.Keys, _options.Folder));
        }

        _bar.Dispose();
        _end.Dispose();
    }

    private void Warn()
    {
        if (_batch.WasTorn)
        {
            _cmdlet.WriteWarning($"A crash cut off the last line of the journal '{_options.Folder}', and the line was ignored. The step that it announced was not done.");
        }

        if (_batch.HasOtherWorkflow)
        {
            _cmdlet.WriteWarning(
                $"The workflow has changed since the last use of the journal '{_options.Folder}'. Its results are not valid for the new workflow, so every input is a run that costs.");
        }
    }

    private void Drain() => OutcomeStreams.Wait(_runner.Complete, _end.Token);

    private Task CloseAsync() => _closing ??= CloseOnceAsync();

    // A request that may return a result continues for a few seconds after the prompt is back.
    private async Task CloseOnceAsync()
    {
        using (_use)
        {
            await _batch.CloseAsync().ConfigureAwait(false);
        }
    }

    // Only a few results wait for their turn in memory; the others are read from the journal again.
    private BatchOutcome Hold(BatchOutcome outcome)
    {
        if (outcome.Result is null || Interlocked.Increment(ref _inMemory) <= _options.MaxPending || !outcome.IsKept)
        {
            return outcome;
        }

        Interlocked.Decrement(ref _inMemory);
        return outcome with { Result = null };
    }

    private void Idle()
    {
        _cmdlet.WriteMessages();
        _bar.Update();
    }

    private void Finish(Outcome<BatchOutcome> outcome)
    {
        _cmdlet.WriteMessages();
        var item = (Item)outcome.Target;
        _bar.Finish(item.Progress);
        outcome.Tell(_cmdlet, item.Target, result => Emit(item, result));
    }

    private void Emit(Item item, BatchOutcome outcome)
    {
        var result = outcome.Result;
        if (result is not null)
        {
            Interlocked.Decrement(ref _inMemory);
        }
        else if (outcome.IsKept)
        {
            result = _batch.Read(outcome);
        }

        if (result is not null || (outcome.Failure is null && outcome.Run is not null))
        {
            _cmdlet.WriteObject((object?)result ?? outcome.Run);
        }

        if (outcome.Failure is { } failure)
        {
            _cmdlet.Fail(failure, outcome.Run ?? item.Target);
        }

        if (result is not null && OutFolder is not null)
        {
            foreach (var (problem, output) in _cmdlet.WaitFor(OutFolder.SaveAsync(result, _end.Token)))
            {
                _cmdlet.Fail(problem, output);
            }
        }
    }

    private sealed record Item(object? Target, RunProgress Progress);
}
