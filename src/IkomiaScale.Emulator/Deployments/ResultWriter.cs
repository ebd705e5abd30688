using System.Text;
using System.Text.Json;
using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Storage;
using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Writes the outputs of a run as the JSON array of its result.</summary>
internal sealed class ResultWriter(RunFiles files, TemporaryObjects temporary)
{
    public async Task WriteAsync(StoredRun run, IEnumerable<(TaskOutput Output, bool SaveTemporary)> outputs, CancellationToken cancellation)
    {
        await using var file = files.CreateResult(run.Uuid);
        await using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Encoder = JsonAnswer.Options.Encoder });
        json.WriteStartArray();
        foreach (var (output, saveTemporary) in outputs)
        {
            if (output is WireOutput wire)
            {
                JsonSerializer.Serialize(json, wire.Json, JsonAnswer.Options);
                continue;
            }

            Write(json, saveTemporary ? await SaveAsync(output, cancellation) : output, run.BaseAddress);
            await json.FlushAsync(cancellation);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, TaskOutput output, string baseAddress)
    {
        json.WriteStartObject();
        switch (output)
        {
            case ImageOutput image:
                json.WriteBase64String("image", image.Content);
                break;
            case StoredOutput stored:
                json.WritePropertyName("storage_object");
                JsonSerializer.Serialize(json, Body(stored, baseAddress), JsonAnswer.Options);
                break;
            case JsonOutput { Body: var body, Type: var type }:
                json.WritePropertyName(type);
                JsonSerializer.Serialize(json, body, JsonAnswer.Options);
                break;
        }

        json.WriteEndObject();
    }

    private static object Body(StoredOutput stored, string baseAddress) => new
    {
        Url = $"{baseAddress}{ObjectPath.Route}/?uid={stored.Object.Uid}",
        stored.DataType,
        Metadata = ObjectAnswer.Of(stored.Object, baseAddress),
    };

    /// <summary>Writes an output to the storage as a temporary object, unless it is one.</summary>
    private async Task<TaskOutput> SaveAsync(TaskOutput output, CancellationToken cancellation)
    {
        switch (output)
        {
            case ImageOutput image:
                return new StoredOutput(await StoreAsync(image.Content, image.ContentType, cancellation), "image");
            case JsonOutput { Body: var body, Type: var type }:
                var content = Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "null");
                return new StoredOutput(await StoreAsync(content, "application/json", cancellation), type);
            case StoredOutput { Object.Path: not null } stored:
                return stored with { Object = await temporary.CopyAsync(stored.Object, cancellation) };
            default:
                return output;
        }
    }

    private async Task<StoredObject> StoreAsync(byte[] content, string contentType, CancellationToken cancellation)
    {
        await using var stream = new MemoryStream(content, writable: false);
        return await temporary.CreateAsync(stream, contentType, cancellation);
    }
}
