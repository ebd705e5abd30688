using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace IkomiaScale.Emulator.Tests.Support;

/// <summary>Writes the folder of a journal, as a batch leaves it.</summary>
internal sealed class RecordedJournal
{
    /// <summary>The hash of {"outputs":[{"save_temporary":false,"task_name":"read"}],"parameters":[]}.</summary>
    public static readonly string PlainSetup = Hash("""{"outputs":[{"save_temporary":false,"task_name":"read"}],"parameters":[]}""");

    private readonly string _folder;
    private readonly List<string> _lines = ["""{"journal":1,"shard":"1/1","time":"2026-01-01T00:00:00.000Z"}"""];

    public RecordedJournal(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "results"));
        File.WriteAllText(Path.Combine(folder, "workflow.json"), """
            {"metadata":{"name":"recorded"},"tasks":[{"task_id":0,"task_data":{"name":"read","parameters":[{"name":"limit","value":"1"}],"inputs":[{"name":"in"}],"outputs":[{"name":"out"}]}}],
             "connections":[{"source_id":-1,"source_index":0,"target_id":0,"target_index":0}]}
            """);
    }

    public string Folder => _folder;

    public RecordedJournal Received(string uuid, string input, byte[] content, string result, string? setup = null, int seconds = 2)
    {
        File.WriteAllText(Path.Combine(_folder, "results", uuid + ".json"), result);
        return Line(new JsonObject
        {
            ["key"] = Hash(uuid), ["state"] = "Received", ["time"] = $"2026-01-01T00:00:{seconds:00}.000Z", ["uuid"] = uuid, ["input"] = input, ["task"] = "read",
            ["submitted"] = "2026-01-01T00:00:00.000Z", ["sha256"] = Hash(result), ["setup"] = setup ?? PlainSetup, ["contents"] = new JsonArray(Hash(content)),
        });
    }

    public RecordedJournal Failed(string uuid, string input, byte[] content, string message, string error = "WorkflowFailed") => Line(new JsonObject
    {
        ["key"] = Hash(uuid), ["state"] = "Failed", ["time"] = "2026-01-01T00:00:01.000Z", ["uuid"] = uuid, ["input"] = input, ["task"] = "read",
        ["submitted"] = "2026-01-01T00:00:00.000Z", ["error"] = error, ["message"] = message, ["setup"] = PlainSetup, ["contents"] = new JsonArray(Hash(content)),
    });

    public RecordedJournal Line(JsonObject line)
    {
        _lines.Add(line.ToJsonString());
        return this;
    }

    public string Write(string tail = "", string file = "journal.jsonl")
    {
        File.WriteAllText(Path.Combine(_folder, file), string.Join('\n', _lines) + "\n" + tail);
        return _folder;
    }

    public static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    public static string Hash(byte[] content) => Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();
}
