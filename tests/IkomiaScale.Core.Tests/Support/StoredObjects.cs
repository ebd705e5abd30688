using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Support;

/// <summary>Objects and lists as the service writes them.</summary>
internal static class StoredObjects
{
    public const string Uid = "0b4c0d3e-1111-2222-3333-444455556666";

    /// <summary>An object of this content; its address is the server's own unless told otherwise.</summary>
    public static JObject Json(string? path, byte[] content, string? downloadUrl = "/content", string uid = Uid) => new()
    {
        ["uid"] = uid,
        ["is_directory_archive"] = false,
        ["path"] = path,
        ["download_url"] = downloadUrl,
        ["content_type"] = "application/octet-stream",
        ["sha256"] = Sha256(content),
        ["size"] = content.Length,
        ["created_at"] = "2026-02-03T04:05:06.789Z",
    };

    public static JObject Json(string? path, string content = "content", string uid = Uid) => Json(path, Encoding.UTF8.GetBytes(content), uid: uid);

    public static IkStorageObject Object(string? path, byte[] content, string? downloadUrl = "/content") =>
        IkStorageObject.FromJson(Json(path, content, downloadUrl));

    public static JObject Page(bool hasNext, params JObject[] results) => new()
    {
        ["results"] = new JArray(results.Cast<object>().ToArray()),
        ["next"] = hasNext ? "http://another.example/v1/objects/?page=2" : null,
    };

    public static string Sha256(byte[] content) => Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();

    /// <summary>Bytes of which no two parts are the same.</summary>
    public static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
