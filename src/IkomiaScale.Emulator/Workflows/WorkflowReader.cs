using System.Text.Json;

namespace IkomiaScale.Emulator.Workflows;

/// <summary>Reads a workflow document. Errors name their place in the document.</summary>
internal static class WorkflowReader
{
    public static Workflow Read(byte[] document)
    {
        using var json = JsonDocument.Parse(document, new JsonDocumentOptions { MaxDepth = 64 });
        var tasks = new List<WorkflowTask>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var index = 0;
        foreach (var element in Array(json.RootElement, "tasks", "").EnumerateArray())
        {
            tasks.Add(ReadTask(element, $"tasks[{index++}]", seen));
        }

        if (tasks.Count == 0)
        {
            throw new FormatException("'tasks' is empty");
        }

        var workflow = new Workflow(document, tasks, ReadConnections(json.RootElement, tasks).ToList());
        workflow.InOrder(tasks);
        return workflow;
    }

    private static WorkflowTask ReadTask(JsonElement element, string place, Dictionary<string, int> seen)
    {
        var id = Number(element, "task_id", place);
        var data = Property(element, "task_data", place, JsonValueKind.Object);
        var name = Property(data, "name", $"{place}.task_data", JsonValueKind.String).GetString()!;
        var index = seen.GetValueOrDefault(name);
        seen[name] = index + 1;
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in Array(data, "parameters", $"{place}.task_data").EnumerateArray())
        {
            var parameterName = Property(parameter, "name", $"{place}.task_data.parameters[]", JsonValueKind.String).GetString()!;
            parameters[parameterName] = parameter.TryGetProperty("value", out var value) ? value.ToString() : "";
        }

        return new WorkflowTask(id, name, index, parameters, Array(data, "outputs", $"{place}.task_data").GetArrayLength());
    }

    private static IEnumerable<WorkflowConnection> ReadConnections(JsonElement root, List<WorkflowTask> tasks)
    {
        var ids = tasks.Select(task => task.Id).ToHashSet();
        var index = 0;
        foreach (var connection in Array(root, "connections", "").EnumerateArray())
        {
            var place = $"connections[{index++}]";
            var source = Number(connection, "source_id", place);
            var target = Number(connection, "target_id", place);
            if ((source != -1 && !ids.Contains(source)) || !ids.Contains(target))
            {
                throw new FormatException($"'{place}' names a task that is not in 'tasks'");
            }

            yield return new WorkflowConnection(source, Index(connection, "source_index"), target, Index(connection, "target_index"));
        }
    }

    private static long Number(JsonElement parent, string name, string place) =>
        Property(parent, name, place, JsonValueKind.Number).TryGetInt64(out var number)
            ? number
            : throw new FormatException($"'{Join(place, name)}' is not a whole number");

    // The index of the output or input, 0 by default.
    private static int Index(JsonElement connection, string name) =>
        connection.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var index) && index >= 0 ? index : 0;

    private static JsonElement Array(JsonElement parent, string name, string place) => Property(parent, name, place, JsonValueKind.Array);

    private static JsonElement Property(JsonElement parent, string name, string place, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == kind
            ? value
            : throw new FormatException($"'{Join(place, name)}' is missing, or not of the type {kind.ToString().ToLowerInvariant()}");

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";
}
