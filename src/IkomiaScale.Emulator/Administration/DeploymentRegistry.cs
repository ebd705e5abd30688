using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Administration;

/// <summary>Tells the part that serves runs which deployments there are, and which workflow each has.</summary>
internal sealed class DeploymentRegistry(DeployedWorkflows deployed)
{
    /// <summary>Reads all deployments anew. To be called in the transaction of each change.</summary>
    public void Load(DatabaseConnection connection) => deployed.Replace(connection.Query(
        "SELECT id, document, up_at FROM deployments WHERE fails = 0 OR up_at < ready_at",
        row => (
            Id: row.GetString(0),
            Workflow: WorkflowReader.Read((byte[])row.GetValue(1)),
            UpAt: DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)))).ToDictionary(row => row.Id, row => (row.Workflow, row.UpAt)));
}
