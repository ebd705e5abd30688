using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Storage;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>An input of a run, inline or stored.</summary>
internal sealed class TaskInput
{
    private readonly Func<Stream> _open;

    private TaskInput(string type, string dataType, string contentType, long size, string sha256, Func<Stream> open)
    {
        Type = type;
        DataType = dataType;
        ContentType = contentType;
        Size = size;
        Sha256 = sha256;
        _open = open;
    }

    public static TaskInput None { get; } = OfBytes("", "", "application/octet-stream", []);

    /// <summary><c>image</c>, <c>storage_object</c>, or the type that a raw input names.</summary>
    public string Type { get; }

    public string DataType { get; }

    public string ContentType { get; }

    public long Size { get; }

    public string Sha256 { get; }

    public bool IsImage => Type == "image" || (Type == "storage_object" && DataType == "image");

    /// <summary>The stored object; null for other inputs.</summary>
    public StoredObject? Stored { get; private init; }

    /// <summary>The body of a raw input; null for other inputs.</summary>
    public JsonNode? Body { get; private init; }

    public static TaskInput OfImage(byte[] content) => OfBytes("image", "image", ImageFormat.ContentTypeOf(content), content);

    public static TaskInput OfRaw(string type, JsonElement body) => OfRaw(type, Encoding.UTF8.GetBytes(body.GetRawText()));

    public static TaskInput OfRaw(string type, JsonNode? body) => OfRaw(type, Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "null"));

    private static TaskInput OfRaw(string type, byte[] content)
    {
        return new TaskInput(type, type, "application/json", content.Length, Hash(content), () => new MemoryStream(content, writable: false))
        {
            Body = JsonNode.Parse(content),
        };
    }

    public static TaskInput OfStored(StoredObject stored, string dataType, Func<Stream> open) =>
        new("storage_object", dataType, stored.Content.ContentType, stored.Content.Size, stored.Content.Sha256, open) { Stored = stored };

    public Stream Open() => _open();

    /// <summary>Reads the content, or its first bytes.</summary>
    public async Task<byte[]> ReadAsync(long limit, CancellationToken cancellation)
    {
        await using var stream = Open();
        var content = new byte[Math.Min(limit, Size)];
        var length = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellation);
        return content[..length];
    }

    private static TaskInput OfBytes(string type, string dataType, string contentType, byte[] content) =>
        new(type, dataType, contentType, content.Length, Hash(content), () => new MemoryStream(content, writable: false));

    private static string Hash(byte[] content) => Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();
}
