using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Administration;

/// <summary>Passes the created deployments and their workflows to the part that serves runs.</summary>
internal sealed class DeploymentRegistry(DeployedWorkflows deployed)
{
    /// <summary>Reads all deployments again. Call it in the transaction of each change.</summary>
    public void Load(DatabaseConnection connection) => deployed.Replace(connection.Query(
        "SELECT id, document, up_at FROM deployments WHERE fails = 0 OR up_at < ready_at",
        row => (
            Id: row.GetString(0),
            Workflow: WorkflowReader.Read((byte[])row.GetValue(1)),
            UpAt: DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)))).ToDictionary(row => row.Id, row => (row.Workflow, row.UpAt)));
}
