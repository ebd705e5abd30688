using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Recordings;
using IkomiaScale.Emulator.Storage;
using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>
/// Turns recorded outputs into outputs of this run. A stored output is available again if its content was saved in the folder of the journal. If not,
/// its URLs still lead to this emulator and never to the recorded service.
/// </summary>
internal sealed class RecordedOutputs(TemporaryObjects temporary)
{
    private const string StorageObject = "storage_object";

    public async Task<IReadOnlyList<TaskOutput>> RestoreAsync(
        Recording recording, RecordedRun run, JsonArray results, string baseAddress, CancellationToken cancellation)
    {
        var outputs = new List<TaskOutput>();
        for (var index = 0; index < results.Count; index++)
        {
            var output = results[index];
            outputs.Add(output is JsonObject { Count: 1 } typed && typed.First() is { Key: StorageObject, Value: JsonObject body }
                ? await RestoreAsync(JournalFiles.SavedOutput(recording.Folder, run.Uuid, index), body, baseAddress, cancellation)
                : new WireOutput(output));
        }

        return outputs;
    }

    private async Task<TaskOutput> RestoreAsync(string? file, JsonObject body, string baseAddress, CancellationToken cancellation)
    {
        var metadata = body["metadata"] as JsonObject;
        if (file is null)
        {
            return new WireOutput(new JsonObject { [StorageObject] = Here(body, metadata, baseAddress) });
        }

        await using var content = File.OpenRead(file);
        var contentType = (string?)metadata?["content_type"] ?? "application/octet-stream";
        return new StoredOutput(await temporary.CreateAsync(content, contentType, cancellation), (string?)body["data_type"] ?? "");
    }

    private static JsonObject Here(JsonObject body, JsonObject? metadata, string baseAddress)
    {
        var here = (JsonObject)body.DeepClone();
        var uid = (string?)metadata?["uid"] ?? ((string?)body["url"])?.Split("uid=")[^1];
        here["url"] = $"{baseAddress}{ObjectPath.Route}/?uid={uid}";
        if (here["metadata"] is JsonObject known)
        {
            known["download_url"] = $"{baseAddress}/v1/content/{uid}";
        }

        return here;
    }
}
