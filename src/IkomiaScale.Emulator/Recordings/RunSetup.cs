using System.Text.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Recordings;

/// <summary>The sha256 of the outputs and parameters of a request, as a journal computes it.</summary>
internal static class RunSetup
{
    /// <summary>Computes the hash of a checked request.</summary>
    public static string HashOf(JsonElement request, Workflow workflow)
    {
        var outputs = Items(request, "outputs").Select(item => (JsonNode)Output(item, workflow));
        var parameters = Items(request, "parameters")
            .Where(item => item.GetProperty("parameters").EnumerateObject().Any())
            .Select(item => Parameters(item, workflow))
            .OrderBy(item => CanonicalJson.Write(JsonSerializer.SerializeToElement(item)), StringComparer.Ordinal);
        var setup = new JsonObject { ["outputs"] = new JsonArray(outputs.ToArray()), ["parameters"] = new JsonArray(parameters.ToArray<JsonNode>()) };
        return CanonicalJson.Hash(JsonSerializer.SerializeToElement(setup));
    }

    private static JsonObject Output(JsonElement item, Workflow workflow)
    {
        var output = TaskOf(item, workflow);
        if (item.TryGetProperty("output_index", out var index) && index.ValueKind == JsonValueKind.Number)
        {
            output["output_index"] = index.GetInt32();
        }

        output["save_temporary"] = item.TryGetProperty("save_temporary", out var save) && save.ValueKind == JsonValueKind.True;
        return output;
    }

    private static JsonObject Parameters(JsonElement item, Workflow workflow)
    {
        var parameters = TaskOf(item, workflow);
        parameters["parameters"] = JsonNode.Parse(item.GetProperty("parameters").GetRawText());
        return parameters;
    }

    // A journal has an index only if several tasks have the same name.
    private static JsonObject TaskOf(JsonElement item, Workflow workflow)
    {
        var name = item.GetProperty("task_name").GetString()!;
        var task = new JsonObject { ["task_name"] = name };
        if (workflow.Tasks.Count(known => known.Name == name) > 1)
        {
            task["task_index"] = item.TryGetProperty("task_index", out var index) && index.ValueKind == JsonValueKind.Number ? index.GetInt32() : 0;
        }

        return task;
    }

    private static IEnumerable<JsonElement> Items(JsonElement request, string name) =>
        request.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];
}
