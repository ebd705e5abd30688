using IkomiaScale.Concurrency;

namespace IkomiaScale.Deployments;

/// <summary>What is done for each run, away from the pipeline thread.</summary>
internal sealed class RunJob
{
    private readonly IkConnection _connection;
    private readonly IScaleClient _client;
    private readonly RunLedger _ledger;

    /// <summary>Makes a job.</summary>
    /// <param name="connection">The connection that is used.</param>
    /// <param name="client">Its client for the runs' deployment.</param>
    /// <param name="ledger">The session's: knows each run from its submission until its result is given.</param>
    public RunJob(IkConnection connection, IScaleClient client, RunLedger ledger)
    {
        _connection = connection;
        _client = client;
        _ledger = ledger;
    }

    /// <summary>Whether the results are waited for.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>How long.</summary>
    public TimeSpan Timeout { get; init; } = WaitOptions.DefaultTimeout;

    /// <summary>Saves the outputs as well; null for nothing.</summary>
    public OutputFolder? OutFolder { get; init; }

    /// <summary>Submits a run and, if wanted, waits for its results.</summary>
    public async Task<RunOutcome> SubmitAsync(RunRequest request, RunProgress progress, CancellationToken cancellationToken)
    {
        var run = await _client.Deployments.SubmitAsync(request, progress, cancellationToken).ConfigureAwait(false);
        _ledger.Note(run);
        return Wait ? await ReceiveAsync(run, progress, cancellationToken).ConfigureAwait(false) : new RunOutcome(run, []);
    }

    /// <summary>Receives the results of a run, or where they are not waited for and not there yet, its fresh state.</summary>
    public async Task<RunOutcome> ReceiveAsync(IkDeploymentRun run, RunProgress progress, CancellationToken cancellationToken)
    {
        run = run.Endpoint is null && _client.Options.Endpoint is { } endpoint ? run.At(endpoint) : run;
        progress.ReportRun(run, DateTimeOffset.UtcNow);
        if (await _ledger.FindAsync(run, cancellationToken).ConfigureAwait(false) is { } kept)
        {
            return await FinishAsync(kept, run, cancellationToken).ConfigureAwait(false);
        }

        if (!Wait)
        {
            return await AskAsync(run, progress, cancellationToken).ConfigureAwait(false);
        }

        var options = new WaitOptions { Timeout = Timeout, Progress = progress, LeftBehind = poll => _ledger.TakeOver(run, poll, _connection.UseOn()) };
        var waited = await _client.Deployments.WaitAsync(run, options, cancellationToken).ConfigureAwait(false);
        return await FinishAsync(waited, run, cancellationToken).ConfigureAwait(false);
    }

    // A question that may bring the results is not broken off.
    private async Task<RunOutcome> AskAsync(IkDeploymentRun run, RunProgress progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var question = _client.Deployments.PollAsync(run, hold: false, CancellationToken.None);
        try
        {
            await question.OrCancelledAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ledger.TakeOver(run, question, _connection.UseOn());
            throw;
        }

        var poll = await question.ConfigureAwait(false);
        if (poll.Result is { } result)
        {
            return await FinishAsync(result, poll.Run, cancellationToken).ConfigureAwait(false);
        }

        _ledger.Note(poll.Run);
        progress.ReportRun(poll.Run, DateTimeOffset.UtcNow);
        return new RunOutcome(poll.Run, []);
    }

    // The result is given whatever happens now: the service will not give it again.
    private async Task<RunOutcome> FinishAsync(IkDeploymentResult result, IkDeploymentRun run, CancellationToken cancellationToken)
    {
        _ledger.Keep(run, result);
        var failures = new List<(ScaleException Failure, object? Target)>();
        if (result.Failure is { } problem)
        {
            failures.Add((problem, run));
        }

        if (OutFolder is not null)
        {
            failures.AddRange(await OutFolder.SaveAsync(result, cancellationToken).ConfigureAwait(false));
        }

        return new RunOutcome(result, failures);
    }
}
