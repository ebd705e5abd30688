using System.Text.Json;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>A checked request for a run. The inputs still point into the JSON document that they were read from.</summary>
internal sealed record RunRequest(
    IReadOnlyList<RequestedInput> Inputs,
    IReadOnlyList<RequestedOutput> Outputs,
    IReadOnlyDictionary<WorkflowTask, Dictionary<string, string>> Parameters)
{
    /// <summary>The parameters of a task: what the workflow says, overridden by what the request says.</summary>
    public IReadOnlyDictionary<string, string> ParametersOf(WorkflowTask task)
    {
        var values = new Dictionary<string, string>(task.Parameters, StringComparer.Ordinal);
        foreach (var (name, value) in Parameters.GetValueOrDefault(task) ?? [])
        {
            values[name] = value;
        }

        return values;
    }
}

/// <summary>One input: its type, its body, and for a stored object the uid and the data type.</summary>
internal sealed record RequestedInput(string Type, JsonElement Body, string? StoredUid = null, string DataType = "");

/// <summary>One wanted output; without an index all outputs of the task.</summary>
internal sealed record RequestedOutput(WorkflowTask Task, int? OutputIndex, bool SaveTemporary);
