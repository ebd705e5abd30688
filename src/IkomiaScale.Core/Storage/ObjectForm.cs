using System.Net.Http.Headers;

namespace IkomiaScale.Storage;

/// <summary>The multipart bodies of PROTOCOL 3.</summary>
internal static class ObjectForm
{
    /// <summary>The body that creates or replaces an object with a content.</summary>
    public static HttpContent ForUpload(HttpContent content, string contentType, bool isDirectoryArchive)
    {
        var form = new MultipartFormDataContent();
        Add(form, "is_directory_archive", isDirectoryArchive ? "true" : "false");
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        // With a file name every multipart reader takes the part for a file and streams it; this is the name that the
        // official JavaScript client sends. The object's own name is its path.
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileName = "\"blob\"" };
        form.Add(content);
        return form;
    }

    /// <summary>The body that makes a copy of an object.</summary>
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
