using System.Collections;
using System.Management.Automation;
using IkomiaScale.Deployments;
using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Emulation.Scripts;

/// <summary>A run as the script of a handler sees it, and what the script returns as the emulator reads it.</summary>
internal static class HandlerRun
{
    /// <summary>The object that is the script's argument: <c>Task</c>, <c>Parameters</c> and <c>Inputs</c>.</summary>
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

    /// <summary>The line that answers: each object that the script returned is an output.</summary>
    public static string Answer(IEnumerable<PSObject?> outputs)
    {
        var list = new JArray();
        foreach (var output in outputs)
        {
            if (output is not null)
            {
                // An output of another run is passed on.
                list.Add(JsonText.Parse(output.BaseObject is IkOutput known ? known.RawJson : RawJson.Of(output)));
            }
        }

        return Write("outputs", list);
    }

    /// <summary>The line that tells of a failure.</summary>
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
