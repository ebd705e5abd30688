using IkomiaScale.Emulator.Security;

namespace IkomiaScale.Emulator.Workflows;

/// <summary>The workflow of each created deployment, and the time from which it is ready.</summary>
internal sealed class DeployedWorkflows(TimeProvider clock) : IKnownEndpoints
{
    private volatile IReadOnlyDictionary<string, (Workflow Workflow, DateTimeOffset UpAt)> _created = new Dictionary<string, (Workflow, DateTimeOffset)>();

    /// <summary>Replaces all created deployments.</summary>
    public void Replace(IReadOnlyDictionary<string, (Workflow Workflow, DateTimeOffset UpAt)> created) => _created = created;

    /// <summary>Returns the workflow of a deployment; null if the id is unknown or the deployment is not ready.</summary>
    public Workflow? Find(string id) => _created.TryGetValue(id, out var deployed) && deployed.UpAt <= clock.GetUtcNow() ? deployed.Workflow : null;

    /// <inheritdoc/>
    public bool IsUp(string id) => Find(id) is not null;
}
