using IkomiaScale.Concurrency;
using IkomiaScale.Deployments.Polling;
using IkomiaScale.Errors;
using IkomiaScale.Retries;

namespace IkomiaScale.Deployments.Batches;

/// <summary>
/// After a submission that the service did not answer as it should, lets no other leave before it answers again: otherwise an outage of
/// a minute would leave a whole batch in doubt.
/// </summary>
internal sealed class OutageGate
{
    /// <summary>After this long it is tried all the same, so that what is wrong is told.</summary>
    private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(5);

    private readonly object _gate = new();
    private readonly DeploymentClient _deployments;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _end = new();
    private Task _open = Task.CompletedTask;

    /// <summary>Makes a gate, which is open.</summary>
    public OutageGate(DeploymentClient deployments, TimeProvider clock)
    {
        _deployments = deployments;
        _clock = clock;
    }

    /// <summary>Waits until it is open.</summary>
    public Task PassAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _open.OrCancelledAsync(cancellationToken);
        }
    }

    /// <summary>A submission has failed.</summary>
    public void Report(ScaleException failure)
    {
        var isOfService = failure.RunStart == RunStart.Unknown || failure.IsTransient || failure.InnerException is ScaleException { IsTransient: true };
        if (!isOfService)
        {
            return;
        }

        lock (_gate)
        {
            if (_open.IsCompleted)
            {
                ScaleLog.Tell(() => "The service did not answer a run as it should. No other is sent before it answers again.");
                _open = ProbeAsync();
            }
        }
    }

    /// <summary>Ends the asking.</summary>
    public void End() => _end.Cancel();

    private async Task ProbeAsync()
    {
        var started = _clock.GetTimestamp();
        for (var failures = 1; !_end.IsCancellationRequested && _clock.GetElapsedTime(started) < LongestOutage; failures++)
        {
            try
            {
                await _clock.WaitAsync(PollSchedule.AfterFailure(failures), _end.Token).ConfigureAwait(false);
                await _deployments.ProbeAsync(_end.Token).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (exception is ScaleException or OperationCanceledException)
            {
                // Not yet, or not any more.
            }
        }
    }
}
