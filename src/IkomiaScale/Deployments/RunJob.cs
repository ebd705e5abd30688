namespace IkomiaScale.Deployments;

/// <summary>What is done for each run, away from the pipeline thread.</summary>
internal sealed class RunJob
{
    private readonly IScaleClient _client;

    public RunJob(IScaleClient client)
    {
        _client = client;
    }

    /// <summary>Whether the results are waited for.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>How long.</summary>
    public TimeSpan Timeout { get; init; } = WaitOptions.DefaultTimeout;

    /// <summary>The full path of the folder that outputs are saved to; null for none.</summary>
    public string? OutDirectory { get; init; }

    /// <summary>Submits a run and, if wanted, waits for its results.</summary>
    public async Task<RunOutcome> SubmitAsync(RunRequest request, RunProgress progress, CancellationToken cancellationToken)
    {
        var run = await _client.Deployments.SubmitAsync(request, progress, cancellationToken).ConfigureAwait(false);
        return Wait ? await ReceiveAsync(run, progress, cancellationToken).ConfigureAwait(false) : new RunOutcome(run, []);
    }

    /// <summary>Receives the results of a run, or where they are not waited for and not there yet, its fresh state.</summary>
    public async Task<RunOutcome> ReceiveAsync(IkDeploymentRun run, RunProgress progress, CancellationToken cancellationToken)
    {
        if (Wait)
        {
            var options = new WaitOptions { Timeout = Timeout, Progress = progress };
            var waited = await _client.Deployments.WaitAsync(run, options, cancellationToken).ConfigureAwait(false);
            return await FinishAsync(waited, run, cancellationToken).ConfigureAwait(false);
        }

        var poll = await _client.Deployments.PollAsync(run, hold: false, cancellationToken).ConfigureAwait(false);
        return poll.Result is { } result
            ? await FinishAsync(result, poll.Run, cancellationToken).ConfigureAwait(false)
            : new RunOutcome(poll.Run, []);
    }

    // The result is given whatever happens now: the service will not give it again.
    private async Task<RunOutcome> FinishAsync(IkDeploymentResult result, IkDeploymentRun run, CancellationToken cancellationToken)
    {
        var failures = new List<(ScaleException Failure, object? Target)>();
        if (result.Failure is { } problem)
        {
            failures.Add((problem, run));
        }

        if (OutDirectory is not null)
        {
            var saver = new OutputSaver(_client.Storage);
            foreach (var output in result.Outputs)
            {
                try
                {
                    await saver.SaveAsync(output, OutDirectory, overwrite: false, options: null, cancellationToken).ConfigureAwait(false);
                }
                catch (ScaleException exception)
                {
                    failures.Add((exception, output));
                }
            }
        }

        return new RunOutcome(result, failures);
    }
}
