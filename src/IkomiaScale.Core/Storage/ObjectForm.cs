using System.Net.Http.Headers;

namespace IkomiaScale.Storage;

/// <summary>The multipart bodies of requests (docs/protocol.md, section 3).</summary>
internal static class ObjectForm
{
    /// <summary>The body that creates or replaces an object.</summary>
    public static HttpContent ForUpload(HttpContent content, string contentType, bool isDirectoryArchive)
    {
        var form = new MultipartFormDataContent();
        Add(form, "is_directory_archive", isDirectoryArchive ? "true" : "false");
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        // With a file name, every multipart reader treats the part as a file and streams it. The official JavaScript client
        // sends this name. The name of the object is its path.
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileName = "\"blob\"" };
        form.Add(content);
        return form;
    }

    /// <summary>The body that copies an object.</summary>
    public static HttpContent ForCopy(string sourceUid)
    {
        var form = new MultipartFormDataContent();
        Add(form, "copy_from", sourceUid);
        var empty = new ByteArrayContent([]);
        empty.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileName = "\"blob\"" };
        form.Add(empty);
        return form;
    }

    private static void Add(MultipartFormDataContent form, string name, string value)
    {
        var field = new StringContent(value);
        field.Headers.ContentType = null;
        field.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
        form.Add(field);
    }
}
