using IkomiaScale.Concurrency;
using IkomiaScale.Deployments.Polling;
using IkomiaScale.Errors;
using IkomiaScale.Retries;

namespace IkomiaScale.Deployments.Batches;

/// <summary>
/// Holds back submissions after one failed because of the service, until the service answers again. Otherwise an outage of a
/// minute would leave a whole batch in doubt.
/// </summary>
internal sealed class OutageGate
{
    /// <summary>After this time, submissions are tried anyway, so that the error shows.</summary>
    private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(5);

    private readonly object _gate = new();
    private readonly DeploymentClient _deployments;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _end = new();
    private Task _open = Task.CompletedTask;

    /// <summary>Creates an open gate.</summary>
    public OutageGate(DeploymentClient deployments, TimeProvider clock)
    {
        _deployments = deployments;
        _clock = clock;
    }

    /// <summary>Waits until the gate is open.</summary>
    public Task PassAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _open.OrCancelledAsync(cancellationToken);
        }
    }

    /// <summary>Records a failed submission.</summary>
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
                ScaleLog.Tell(() => "The service did not answer a submission as expected. No other run is sent until the service answers again.");
                _open = ProbeAsync();
            }
        }
    }

    /// <summary>Stops the checks of the service.</summary>
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
                // The service does not answer yet, or the checks were stopped.
            }
        }
    }
}
