using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>The deployments of this emulator: those of its options, and created ones.</summary>
internal sealed class DeploymentList(IReadOnlyList<Deployment> all, DeployedWorkflows created, bool isHandled)
{
    /// <summary>The deployments of the options.</summary>
    public IReadOnlyList<Deployment> All { get; } = all;

    /// <summary>Finds a deployment by its name; null if it does not exist or is not ready.</summary>
    public Deployment? Find(string name) => All.FirstOrDefault(deployment => deployment.Name == name) ?? FindCreated(name);

    private Deployment? FindCreated(string name) =>
        DeploymentPath.IdOf(name) is { } id && created.Find(id) is { } workflow ? new Deployment(name, workflow, IsHandled: isHandled) : null;
}
