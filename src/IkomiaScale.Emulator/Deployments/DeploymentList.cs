namespace IkomiaScale.Emulator.Deployments;

/// <summary>The deployments of this emulator.</summary>
internal sealed class DeploymentList(IReadOnlyList<Deployment> all)
{
    public IReadOnlyList<Deployment> All { get; } = all;

    /// <summary>The deployment of that name; null where the emulator was started again without it.</summary>
    public Deployment? Find(string name) => All.FirstOrDefault(deployment => deployment.Name == name);
}
