using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Workflow;

/// <summary>Reads the workflow document (docs/protocol.md, section 4).</summary>
internal static class WorkflowReader
{
    /// <summary>Reads a workflow. Unknown fields are ignored, missing ones are empty.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidResponse"/>: it is not a workflow.</exception>
    public static IkDeployment Read(JToken json, Uri endpoint)
    {
        if (WireJson.Field(json, "tasks") is not JArray tasks)
        {
            var address = endpoint.GetLeftPart(UriPartial.Path);
            throw new ScaleException(
                ScaleErrorId.InvalidResponse, $"The workflow cannot be read: {address} did not return one. Check that this is the endpoint of a deployment.")
            {
                Target = address,
            };
        }

        var sources = new HashSet<string?>(WireJson.Items(json, "connections").Select(connection => WireJson.Text(connection, "source_id")));
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var read = tasks.Select(task => ReadTask(task, sources, seen)).ToList();
        return new IkDeployment(WireJson.Text(WireJson.Field(json, "metadata"), "name") ?? string.Empty, endpoint, read);
    }

    private static IkDeploymentTask ReadTask(JToken task, HashSet<string?> sources, Dictionary<string, int> seen)
    {
        var data = WireJson.Field(task, "task_data");
        var name = WireJson.Text(data, "name") ?? string.Empty;
        var index = seen[name] = seen.TryGetValue(name, out var last) ? last + 1 : 0;
        var id = WireJson.Text(task, "task_id");
        return new IkDeploymentTask(name, index)
        {
            Parameters = WireJson.Items(data, "parameters").Select(ReadParameter).ToList(),
            Inputs = Names(data, "inputs"),
            Outputs = Names(data, "outputs"),
            IsFinal = id is null || !sources.Contains(id),
        };
    }

    private static IkTaskParameter ReadParameter(JToken parameter)
    {
        var value = WireJson.Field(parameter, "value");
        return new IkTaskParameter(
            WireJson.Text(parameter, "name") ?? string.Empty,
            value is JContainer ? value.ToString(Newtonsoft.Json.Formatting.None) : WireJson.AsText(value));
    }

    private static List<string> Names(JToken? data, string field) =>
        WireJson.Items(data, field).Select(item => WireJson.Text(item, "name") ?? string.Empty).ToList();
}
