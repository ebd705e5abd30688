using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments.Batches;

/// <summary>Sends the runs of a batch: that one is about to be sent is on the disk before it leaves, and its uuid as soon as it is known.</summary>
internal sealed class RunSender
{
    private readonly DeploymentClient _deployments;
    private readonly RunJournal _journal;
    private readonly RunKeys _keys;
    private readonly SemaphoreSlim _preparing;
    private readonly SemaphoreSlim _sending;
    private readonly TimeProvider _clock;
    private readonly OutageGate _outage;

    /// <summary>Makes a sender.</summary>
    public RunSender(DeploymentClient deployments, RunJournal journal, RunKeys keys, int places, TimeProvider clock)
    {
        _deployments = deployments;
        _journal = journal;
        _keys = keys;
        _sending = new SemaphoreSlim(places, places);

        _outage = new OutageGate(deployments, clock);

        // While some are sent as many get ready, and wait for the disk.
        _preparing = new SemaphoreSlim(2 * places, 2 * places);
        _clock = clock;
    }

    /// <summary>Sends a run.</summary>
    /// <returns>The run and what the journal has of it, to be received; or how it ended already.</returns>
    /// <exception cref="ScaleException">It was not begun, and nothing was written down.</exception>
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

        // Nobody waits for it here: a line that announces a question for its results gets to the disk after this one, or neither does.
        var submitted = intended with { State = JournalState.Submitted, Time = _clock.GetUtcNow(), Uuid = sent.Uuid, SubmittedAt = sent.SubmittedAt };
        _ = _journal.WriteAsync(submitted);
        return (null, sent, submitted);
    }

    /// <summary>Nothing more is sent.</summary>
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
