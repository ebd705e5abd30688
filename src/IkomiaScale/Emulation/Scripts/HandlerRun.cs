using System.Collections;
using System.Management.Automation;
using IkomiaScale.Deployments;
using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Emulation.Scripts;

/// <summary>Converts a run to the argument of a handler script, and the outputs of the script to the emulator's format.</summary>
internal static class HandlerRun
{
    /// <summary>The argument of the script: <c>Task</c>, <c>Parameters</c>, and <c>Inputs</c>.</summary>
    public static PSObject Read(string line)
    {
        var json = JsonText.Parse(line);
        var parameters = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in (json["parameters"] as JObject)?.Properties() ?? [])
        {
            parameters[parameter.Name] = JsonText.Text(parameter.Value);
        }

        return Make(
            ("Task", JsonText.Text(json["task"])),
            ("Parameters", parameters),
            ("Inputs", (json["inputs"] as JArray ?? []).Select(ReadInput).ToArray()));
    }

    /// <summary>The answer line: each object that the script returned is an output.</summary>
    public static string Answer(IEnumerable<PSObject?> outputs)
    {
        var list = new JArray();
        foreach (var output in outputs)
        {
            if (output is not null)
            {
                // The script may return an output of another run.
                list.Add(JsonText.Parse(output.BaseObject is IkOutput known ? known.RawJson : RawJson.Of(output)));
            }
        }

        return Write("outputs", list);
    }

    /// <summary>The answer line for a failure.</summary>
    public static string Failure(string message) => Write("error", message);

    private static string Write(string name, JToken value) => new JObject { [name] = value }.ToString(Newtonsoft.Json.Formatting.None);

    private static PSObject ReadInput(JToken input) => Make(
        ("Type", JsonText.Text(input["type"])),
        ("DataType", JsonText.Text(input["data_type"])),
        ("ContentType", JsonText.Text(input["content_type"])),
        ("Name", JsonText.Text(input["name"])),
        ("Path", JsonText.Text(input["path"])),
        ("Value", input["value"] is { Type: not JTokenType.Null } value ? WireJson.Plain(value) : null));

    private static PSObject Make(params (string Name, object? Value)[] properties)
    {
        var made = new PSObject();
        foreach (var (name, value) in properties)
        {
            made.Properties.Add(new PSNoteProperty(name, value));
        }

        return made;
    }
}
