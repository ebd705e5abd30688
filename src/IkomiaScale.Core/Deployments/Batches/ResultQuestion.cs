using IkomiaScale.Deployments.Journal;
using IkomiaScale.Deployments.Polling;

namespace IkomiaScale.Deployments.Batches;

/// <summary>The questions for the results of one run, each of which may be the one that takes them away.</summary>
internal sealed class ResultQuestion
{
    private readonly DeploymentClient _deployments;
    private readonly RunJournal _journal;
    private readonly JournalEntry _entry;
    private readonly RunProgress _progress;
    private readonly SemaphoreSlim _places;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _end;
    private (long Size, string Sha256)? _kept;

    /// <summary>Makes them.</summary>
    /// <param name="deployments">Whom they are put to.</param>
    /// <param name="journal">Where it is written down.</param>
    /// <param name="entry">The run, submitted.</param>
    /// <param name="progress">Its progress.</param>
    /// <param name="places">How many questions are on their way at a time, of all runs.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="end">Breaks off also a question that has left.</param>
    public ResultQuestion(
        DeploymentClient deployments,
        RunJournal journal,
        JournalEntry entry,
        RunProgress progress,
        SemaphoreSlim places,
        TimeProvider clock,
        CancellationToken end)
    {
        _deployments = deployments;
        _journal = journal;
        _entry = entry;
        _progress = progress;
        _places = places;
        _clock = clock;
        _end = end;
        MayBeTaken = entry.State == JournalState.Receiving;
    }

    /// <summary>Whether a question went without an answer: it may have taken the results.</summary>
    public bool MayBeTaken { get; private set; }

    /// <summary>What the results that came are.</summary>
    public BatchEnd End { get; private set; } = BatchEnd.Ran;

    /// <summary>Why the results that came could not be kept; null where they were.</summary>
    public ScaleException? Unkept { get; private set; }

    /// <summary>Asks.</summary>
    /// <param name="run">The run as it was last seen.</param>
    /// <param name="hold">Whether the service may hold the question back.</param>
    /// <param name="cancellationToken">Ends it before the question has left.</param>
    public async Task<RunPoll> AskAsync(IkDeploymentRun run, bool hold, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _journal.EnsureTakesResults();
        await _journal.WriteAsync(_entry with { State = JournalState.Receiving, Time = _clock.GetUtcNow() }).ConfigureAwait(false);
        var poll = await TakeAsync(run, hold, cancellationToken).ConfigureAwait(false);
        if (poll.Result is { } result)
        {
            await AcknowledgeAsync(result).ConfigureAwait(false);
        }
        else
        {
            NotTaken();
        }

        return poll;
    }

    private async Task<RunPoll> TakeAsync(IkDeploymentRun run, bool hold, CancellationToken cancellationToken)
    {
        var hasLeft = false;
        try
        {
            await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
            hasLeft = true;
            return await _deployments.AskAsync(run, hold, _progress, KeepAsync, _end).ConfigureAwait(false);
        }
        catch (ScaleException failure)
        {
            // A gateway that answers 5xx may have had the results.
            MayBeTaken |= (failure.StatusCode is null && failure.MayHaveArrived) || (failure.StatusCode >= 500 && !RunErrors.IsWorkflowFailure(failure));
            NotTaken();
            throw;
        }
        catch (OperationCanceledException)
        {
            MayBeTaken |= hasLeft;
            NotTaken();
            throw;
        }
        finally
        {
            _ = hasLeft ? _places.Release() : 0;
        }
    }

    // Nobody waits for this line: if it is lost, the journal says that the results may have been taken, which is the careful side.
    private void NotTaken()
    {
        if (!MayBeTaken)
        {
            _ = _journal.WriteAsync(_entry with { State = JournalState.Submitted, Time = _clock.GetUtcNow() });
        }
    }

    private async Task KeepAsync(Stream content, ScaleException? broken)
    {
        try
        {
            _kept = await _journal.WriteResultAsync(broken is null ? _entry.Uuid! : _entry.Uuid + "-broken", content).ConfigureAwait(false);
        }
        catch (ScaleException failure)
        {
            Unkept = failure;
        }
    }

    // Whatever goes wrong here, the results are in memory and are given.
    private async Task AcknowledgeAsync(IkDeploymentResult result)
    {
        var failure = result.Failure;
        var entry = _entry with { State = JournalState.Received, Time = _clock.GetUtcNow(), Size = _kept?.Size, Sha256 = _kept?.Sha256 };
        if (failure?.InnerException is ScaleException { ErrorId: ScaleErrorId.NetworkError or ScaleErrorId.Timeout })
        {
            entry = entry with { State = JournalState.Lost, Error = failure.ErrorId.ToString(), Message = failure.Message };
            End = BatchEnd.Lost;
        }
        else if (failure?.ErrorId == ScaleErrorId.WorkflowFailed)
        {
            entry = entry with { State = JournalState.Failed, Error = failure.ErrorId.ToString(), Message = failure.Message };
            End = BatchEnd.Failed;
        }

        if (Unkept is not null)
        {
            return;
        }

        try
        {
            await _journal.WriteAsync(entry).ConfigureAwait(false);
        }
        catch (ScaleException unwritten)
        {
            Unkept = unwritten;
        }
    }
}
