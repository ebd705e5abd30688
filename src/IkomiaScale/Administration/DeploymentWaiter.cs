using IkomiaScale.Progress;
using IkomiaScale.Streams;

namespace IkomiaScale.Administration;

/// <summary>Waits for a deployment on the pipeline thread, and shows its status in the meantime.</summary>
internal sealed class DeploymentWaiter(IStreams streams, IAdministrationClient platform, TimeSpan timeout, CancellationToken stop)
{
    private const int IdleMilliseconds = 100;

    /// <summary>Returns the deployment when it is up.</summary>
    /// <exception cref="ScaleException">The deployment failed, or was not up in time.</exception>
    public IkDeployment Wait(IkDeployment deployment)
    {
        using var lines = new ProgressLines(streams, $"Waiting for {deployment.Description}");
        var latest = deployment;
        streams.Listen();
        var up = platform.WaitAsync(deployment, timeout, seen => Volatile.Write(ref latest, seen), stop);
        while (Task.WaitAny([up], IdleMilliseconds) < 0)
        {
            if (lines.IsDue)
            {
                var left = timeout - lines.Elapsed;
                lines.Write(
                    $"{Volatile.Read(ref latest).Status ?? "no status"}, {lines.Elapsed.TotalSeconds:0} s", percent: null, (int)Math.Min(int.MaxValue, Math.Max(0, left.TotalSeconds)));
            }
        }

        streams.WriteMessages();
        return up.GetAwaiter().GetResult();
    }
}
