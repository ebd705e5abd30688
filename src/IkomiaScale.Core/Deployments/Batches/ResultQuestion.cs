using IkomiaScale.Deployments.Journal;
using IkomiaScale.Deployments.Polling;

namespace IkomiaScale.Deployments.Batches;

/// <summary>
/// The requests for the result of one run. The service deletes a result after it returned it, so each request may be the one
/// that removes it.
/// </summary>
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

    /// <summary>Creates the requests.</summary>
    /// <param name="deployments">Sends the requests.</param>
    /// <param name="journal">Records each request.</param>
    /// <param name="entry">The submitted run.</param>
    /// <param name="progress">Its progress.</param>
    /// <param name="places">Limits the requests at the same time, over all runs.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="end">Cancels also requests that were sent.</param>
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

    /// <summary>Whether a request ended without an answer, so that it may have removed the result from the service.</summary>
    public bool MayBeTaken { get; private set; }

    /// <summary>How the run ended with the result that arrived.</summary>
    public BatchEnd End { get; private set; } = BatchEnd.Ran;

    /// <summary>Why the result that arrived could not be saved; null if it was.</summary>
    public ScaleException? Unkept { get; private set; }

    /// <summary>Requests the result once.</summary>
    /// <param name="run">The run with its last known state.</param>
    /// <param name="hold">Whether the service may hold the request until the run has ended.</param>
    /// <param name="cancellationToken">Cancels before the request is sent.</param>
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
            // A gateway that answers 5xx may have received the result.
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

    // Nobody waits for this line. If it is lost, the journal says that the result may have been removed, which is the safe
    // side.
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

    // If this fails, the result is still in memory and is returned.
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
