using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>The deployments of this emulator: those it was started with, and those that were created since.</summary>
internal sealed class DeploymentList(IReadOnlyList<Deployment> all, DeployedWorkflows created, bool isHandled)
{
    /// <summary>Those that it was started with.</summary>
    public IReadOnlyList<Deployment> All { get; } = all;

    /// <summary>The deployment of that name; null where the emulator was started again without it, or where it was deleted or is not up.</summary>
    public Deployment? Find(string name) => All.FirstOrDefault(deployment => deployment.Name == name) ?? FindCreated(name);

    private Deployment? FindCreated(string name) =>
        DeploymentPath.IdOf(name) is { } id && created.Find(id) is { } workflow ? new Deployment(name, workflow, IsHandled: isHandled) : null;
}
