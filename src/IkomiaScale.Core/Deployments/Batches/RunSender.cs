using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments.Batches;

/// <summary>
/// Sends the runs of a batch. The journal on disk says that a run is about to be sent before it is sent, and has the uuid
/// soon after.
/// </summary>
internal sealed class RunSender
{
    private readonly DeploymentClient _deployments;
    private readonly RunJournal _journal;
    private readonly RunKeys _keys;
    private readonly SemaphoreSlim _preparing;
    private readonly SemaphoreSlim _sending;
    private readonly TimeProvider _clock;
    private readonly OutageGate _outage;

    public RunSender(DeploymentClient deployments, RunJournal journal, RunKeys keys, int places, TimeProvider clock)
    {
        _deployments = deployments;
        _journal = journal;
        _keys = keys;
        _sending = new SemaphoreSlim(places, places);

        _outage = new OutageGate(deployments, clock);

        // While some are sent, as many are prepared or wait for the disk.
        _preparing = new SemaphoreSlim(2 * places, 2 * places);
        _clock = clock;
    }

    /// <summary>Sends a run.</summary>
    /// <returns>The run and its entry, to receive the result; or how it has already ended.</returns>
    /// <exception cref="ScaleException">The run was not started, and nothing was recorded.</exception>
    public async Task<(BatchOutcome? Outcome, IkDeploymentRun? Run, JournalEntry? Submitted)> SendAsync(
        KeyedRun run, RunProgress progress, CancellationToken cancellationToken)
    {
        var intended = new JournalEntry(run.Key, JournalState.Intended, _clock.GetUtcNow())
        {
            Endpoint = _keys.Endpoint,
            Task = _keys.TaskName,
            Input = run.Request.Description,
            Contents = run.Contents,
            Setup = _keys.Setup,
        };
        IkDeploymentRun sent;
        var isWrittenDown = false;
        var isSending = false;
        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var request = run.ToSend(async () =>
            {
                _journal.EnsureTakesRuns();
                cancellationToken.ThrowIfCancellationRequested();
                await _journal.WriteAsync(intended with { Time = _clock.GetUtcNow() }).ConfigureAwait(false);
                isWrittenDown = true;
                await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
                isSending = true;
                await _outage.PassAsync(cancellationToken).ConfigureAwait(false);
            });
            sent = await _deployments.SubmitAsync(request, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException failure) when (isWrittenDown)
        {
            _outage.Report(failure);
            return (await FailedAsync(intended, failure).ConfigureAwait(false), null, null);
        }
        catch (OperationCanceledException) when (isWrittenDown)
        {
            if (progress.Start == RunStart.NotStarted)
            {
                await _journal.WriteAsync(NeverBegan(intended, ScaleErrorId.Cancelled, "The batch was stopped before this run was sent.")).ConfigureAwait(false);
            }

            throw;
        }
        finally
        {
            _ = isSending ? _sending.Release() : 0;
            _preparing.Release();
        }

        // Nobody waits for it here: the next line of this run is written after it, or both are lost.
        var submitted = intended with { State = JournalState.Submitted, Time = _clock.GetUtcNow(), Uuid = sent.Uuid, SubmittedAt = sent.SubmittedAt };
        _ = _journal.WriteAsync(submitted);
        return (null, sent, submitted);
    }

    /// <summary>Stops waiting for the service.</summary>
    public void End() => _outage.End();

    private async Task<BatchOutcome> FailedAsync(JournalEntry intended, ScaleException failure)
    {
        if (failure.RunStart is null or RunStart.NotStarted)
        {
            await _journal.WriteAsync(NeverBegan(intended, failure.ErrorId, failure.Message)).ConfigureAwait(false);
            return new BatchOutcome(BatchEnd.Failed, intended.Key) { Failure = failure };
        }

        var doubtful = intended with { Time = _clock.GetUtcNow(), Error = failure.ErrorId.ToString(), Message = failure.Message };
        await _journal.WriteAsync(doubtful).ConfigureAwait(false);
        return new BatchOutcome(BatchEnd.InDoubt, intended.Key) { Failure = BatchErrors.InDoubt(doubtful, failure) };
    }

    private JournalEntry NeverBegan(JournalEntry intended, ScaleErrorId error, string message) => intended with
    {
        State = JournalState.Failed,
        Time = _clock.GetUtcNow(),
        Error = error.ToString(),
        Message = message,
        NeverBegan = true,
    };
}
