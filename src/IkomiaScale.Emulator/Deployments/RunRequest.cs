using System.Text.Json;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>A checked request for a run. Its inputs refer to the JSON document, which must stay alive.</summary>
internal sealed record RunRequest(
    IReadOnlyList<RequestedInput> Inputs,
    IReadOnlyList<RequestedOutput> Outputs,
    IReadOnlyDictionary<WorkflowTask, Dictionary<string, string>> Parameters)
{
    /// <summary>Returns the parameters of a task: those of the workflow, overridden by those of the request.</summary>
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

/// <summary>One input: its type, its body, and the uid and data type of a stored object.</summary>
internal sealed record RequestedInput(string Type, JsonElement Body, string? StoredUid = null, string DataType = "");

/// <summary>A requested output; without an index, all outputs of the task.</summary>
internal sealed record RequestedOutput(WorkflowTask Task, int? OutputIndex, bool SaveTemporary);
