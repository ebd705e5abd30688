using System.Collections.Concurrent;
using IkomiaScale.Deployments.Journal;
using IkomiaScale.Deployments.Polling;

namespace IkomiaScale.Deployments.Batches;

/// <summary>
/// Receives the results of a batch. The journal on disk says that a request is about to leave before it leaves, and has the
/// whole result before it is interpreted.
/// </summary>
internal sealed class ResultTaker
{
    /// <summary>How long to wait at the end for requests that may bring results.</summary>
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(4);

    /// <summary>How long to wait at the end for results that are arriving.</summary>
    private static readonly TimeSpan ComingGrace = TimeSpan.FromSeconds(30);

    private readonly DeploymentClient _deployments;
    private readonly RunJournal _journal;
    private readonly BatchOptions _options;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, RunProgress> _leftBehind = new();
    private int _waiting;

    public ResultTaker(DeploymentClient deployments, RunJournal journal, BatchOptions options, TimeProvider clock)
    {
        _deployments = deployments;
        _journal = journal;
        _options = options;
        _clock = clock;
        _places = new SemaphoreSlim(options.Requests, options.Requests);
    }

    /// <summary>Reads a result from the disk.</summary>
    /// <param name="entry">The entry of the run.</param>
    /// <param name="isRecalled">Whether the result is from an earlier command.</param>
    public BatchOutcome Recall(JournalEntry entry, bool isRecalled)
    {
        var run = entry.ToRun(_journal.Folder);
        IkDeploymentResult result;
        try
        {
            var (content, path) = _journal.OpenResult(entry);
            using (content)
            {
                result = ResultReader.Read(run, ResultBody.FromKept(content, path), entry.Time, isRecalled);
            }
        }
        catch (ScaleException failure)
        {
            return new BatchOutcome(BatchEnd.Lost, entry.Key) { Run = run, Failure = failure };
        }

        return new BatchOutcome(isRecalled ? BatchEnd.Recalled : BatchEnd.Ran, entry.Key)
        {
            Run = run.Finished(result.State),
            Result = result,
            Failure = result.Failure,
            IsKept = true,
        };
    }

    /// <summary>Waits for the result of a run that was submitted earlier.</summary>
    public async Task<BatchOutcome> TakeAgainAsync(JournalEntry entry, RunProgress progress, CancellationToken cancellationToken)
    {
        if (_journal.FindUnacknowledged(entry.Uuid!) is not var (size, sha256))
        {
            return await TakeAsync(entry, entry.ToRun(_journal.Folder), progress, cancellationToken).ConfigureAwait(false);
        }

        // The result was received, and only the line that says so is missing.
        var received = entry with { State = JournalState.Received, Time = _clock.GetUtcNow(), Size = size, Sha256 = sha256 };
        await _journal.WriteAsync(received).ConfigureAwait(false);
        return Recall(received, isRecalled: true);
    }

    /// <summary>Waits for the result of a run.</summary>
    public async Task<BatchOutcome> TakeAsync(JournalEntry entry, IkDeploymentRun run, RunProgress progress, CancellationToken cancellationToken)
    {
        (run.Journal, run.Key) = (_journal.Folder, entry.Key.ToString());
        var question = new ResultQuestion(_deployments, _journal, entry, progress, _places, _clock, _end.Token);
        var waiting = new WaitOptions
        {
            Timeout = Shorter(_options.Timeout, LeftOf(entry)),
            Progress = progress,
            Ask = question.AskAsync,
            LeftBehind = task => LeaveBehind(task, progress),

            // A held request blocks a place for other runs.
            MayHold = () => Volatile.Read(ref _waiting) <= _options.Requests,
        };
        Interlocked.Increment(ref _waiting);
        try
        {
            var result = await _deployments.WaitAsync(run, waiting, cancellationToken).ConfigureAwait(false);
            return new BatchOutcome(question.End, entry.Key)
            {
                Run = run.Finished(result.State),
                Result = result,
                Failure = question.Unkept ?? result.Failure,
                IsKept = question.Unkept is null,
            };
        }
        catch (ScaleException failure)
        {
            return await WithoutResultAsync(entry, failure, question.MayBeTaken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Waits for a limited time for requests that may bring results.</summary>
    public async Task CloseAsync()
    {
        var all = Task.WhenAll(_leftBehind.Keys.Select(EndOfAsync));
        await Task.WhenAny(all, Task.Delay(EndGrace)).ConfigureAwait(false);
        if (!all.IsCompleted)
        {
            var coming = Task.WhenAll(_leftBehind.Where(left => left.Value.IsReceiving).Select(left => EndOfAsync(left.Key)));
            await Task.WhenAny(coming, Task.Delay(ComingGrace)).ConfigureAwait(false);
        }

        _end.Cancel();
        await all.ConfigureAwait(false);
    }

    private static async Task EndOfAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ScaleException or OperationCanceledException or ObjectDisposedException)
        {
            // It brought no result; the journal has the last known state.
        }
    }

    private static TimeSpan Shorter(TimeSpan timeout, TimeSpan left) => timeout != Timeout.InfiniteTimeSpan && timeout < left ? timeout : left;

    private TimeSpan LeftOf(JournalEntry entry)
    {
        var left = _options.LostAfter - (_clock.GetUtcNow() - (entry.SubmittedAt ?? entry.Time));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void LeaveBehind(Task task, RunProgress progress)
    {
        _leftBehind[task] = progress;
        if (task.IsCompleted)
        {
            _leftBehind.TryRemove(task, out _);
        }
    }

    private async Task<BatchOutcome> WithoutResultAsync(JournalEntry entry, ScaleException failure, bool mayBeTaken)
    {
        var run = entry.ToRun(_journal.Folder);
        var ended = entry with { Time = _clock.GetUtcNow(), Error = failure.ErrorId.ToString(), Message = failure.Message };
        switch (failure.ErrorId)
        {
            case ScaleErrorId.WorkflowFailed:
                await _journal.WriteAsync(ended with { State = JournalState.Failed }).ConfigureAwait(false);
                return new BatchOutcome(BatchEnd.Failed, entry.Key) { Run = run, Failure = failure };
            case ScaleErrorId.NoResults:
                ended = ended with { State = JournalState.Lost };
                break;
            case ScaleErrorId.Timeout when LeftOf(entry) == TimeSpan.Zero:
                ended = ended with
                {
                    State = JournalState.Lost,
                    Error = nameof(ScaleErrorId.NoResults),
                    Message = BatchErrors.TooOld(entry, _options.LostAfter, mayBeTaken),
                };
                break;
            default:
                return new BatchOutcome(BatchEnd.Open, entry.Key) { Run = run, Failure = failure };
        }

        await _journal.WriteAsync(ended).ConfigureAwait(false);
        return new BatchOutcome(BatchEnd.Lost, entry.Key) { Run = run, Failure = BatchErrors.Lost(ended, failure) };
    }
}
