using IkomiaScale.Concurrency;

namespace IkomiaScale.Deployments;

/// <summary>Submits and receives runs, outside the pipeline thread.</summary>
internal sealed class RunJob
{
    private readonly IkConnection _connection;
    private readonly IScaleClient _client;
    private readonly RunLedger _ledger;

    /// <summary>Creates a job.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="client">The connection's client for the deployment.</param>
    /// <param name="ledger">The ledger of the session, which keeps each run from its submission until its result is returned.</param>
    public RunJob(IkConnection connection, IScaleClient client, RunLedger ledger)
    {
        _connection = connection;
        _client = client;
        _ledger = ledger;
    }

    /// <summary>Whether to wait for the results.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>The longest wait for the results of one run.</summary>
    public TimeSpan Timeout { get; init; } = WaitOptions.DefaultTimeout;

    /// <summary>Saves the outputs of each result; null to save none.</summary>
    public OutputFolder? OutFolder { get; init; }

    /// <summary>Submits a run and, with <see cref="Wait"/>, waits for its results.</summary>
    public async Task<RunOutcome> SubmitAsync(RunRequest request, RunProgress progress, CancellationToken cancellationToken)
    {
        var run = await _client.Deployments.SubmitAsync(request, progress, cancellationToken).ConfigureAwait(false);
        _ledger.Note(run);
        return Wait ? await ReceiveAsync(run, progress, cancellationToken).ConfigureAwait(false) : new RunOutcome(run, []);
    }

    /// <summary>Receives the results of a run. Without <see cref="Wait"/>, an unfinished run is returned with its current state.</summary>
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

    // A request that may return the results is not aborted: the service returns them only once.
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

    // The result is returned even if saving fails: the service doesn't return it again.
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
