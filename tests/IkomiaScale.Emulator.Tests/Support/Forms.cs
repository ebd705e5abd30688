using System.Net.Http.Headers;
using System.Text;

namespace IkomiaScale.Emulator.Tests.Support;

/// <summary>The multipart forms of the storage.</summary>
internal static class Forms
{
    public static MultipartFormDataContent Upload(string content, string type = "text/plain", bool archive = false) =>
        Upload(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), type, archive);

    public static MultipartFormDataContent Upload(HttpContent content, string type, bool archive = false)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return new MultipartFormDataContent
        {
            { new StringContent(archive ? "true" : "false"), "is_directory_archive" },
            { content, "file" },
        };
    }

    public static MultipartFormDataContent Copy(string uid) => new()
    {
        { new StringContent(uid), "copy_from" },
        { new ByteArrayContent([]), "file" },
    };

    /// <summary>A form as it is written here, byte for byte, with the boundary <c>b</c>.</summary>
    public static HttpContent Raw(string body, string contentType = "multipart/form-data; boundary=b")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }
}
