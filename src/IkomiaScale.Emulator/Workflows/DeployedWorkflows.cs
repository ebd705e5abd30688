using IkomiaScale.Emulator.Security;

namespace IkomiaScale.Emulator.Workflows;

/// <summary>Which workflow each created deployment runs, from when it is up.</summary>
internal sealed class DeployedWorkflows(TimeProvider clock) : IKnownEndpoints
{
    private volatile IReadOnlyDictionary<string, (Workflow Workflow, DateTimeOffset UpAt)> _created = new Dictionary<string, (Workflow, DateTimeOffset)>();

    /// <summary>Replaces all that is known of created deployments.</summary>
    public void Replace(IReadOnlyDictionary<string, (Workflow Workflow, DateTimeOffset UpAt)> created) => _created = created;

    /// <summary>The workflow of a deployment; null where there is none of this id, or none that is up.</summary>
    public Workflow? Find(string id) => _created.TryGetValue(id, out var deployed) && deployed.UpAt <= clock.GetUtcNow() ? deployed.Workflow : null;

    /// <inheritdoc/>
    public bool IsUp(string id) => Find(id) is not null;
}
