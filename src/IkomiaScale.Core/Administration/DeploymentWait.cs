using IkomiaScale.Retries;

namespace IkomiaScale.Administration;

/// <summary>
/// Waits for a deployment. It has started when it has an endpoint, and has failed when its status is <c>ERROR</c>. Other
/// statuses are not documented, so none of them ends the wait.
/// </summary>
internal sealed class DeploymentWait(TimeProvider clock, Func<CancellationToken, Task<IkDeployment>> refresh, Action<IkDeployment>? seen)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public async Task<IkDeployment> RunAsync(IkDeployment deployment, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            seen?.Invoke(deployment);
            if (deployment.HasFailed)
            {
                throw new ScaleException(
                    ScaleErrorId.WorkflowFailed,
                    $"The deployment {deployment.Description} failed: its status is {deployment.Status}. Read its log with Get-IkDeploymentLog, and remove it with Remove-IkDeployment.")
                {
                    Target = deployment.Description,
                };
            }

            if (deployment.Endpoint is not null)
            {
                return deployment;
            }

            var left = timeout - clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                throw new ScaleException(
                    ScaleErrorId.Timeout,
                    FormattableString.Invariant($"The deployment {deployment.Description} has not started after {timeout.TotalSeconds:0} s; its status is {deployment.Status}. ") +
                    "It may still start and cost: check it with Get-IkDeployment -Project, or remove it with Remove-IkDeployment.")
                {
                    Target = deployment.Description,
                };
            }

            await clock.WaitAsync(left < pause ? left : pause, cancellationToken).ConfigureAwait(false);
            pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, pause.Ticks * 3 / 2));
            deployment = await refresh(cancellationToken).ConfigureAwait(false);
        }
    }
}
