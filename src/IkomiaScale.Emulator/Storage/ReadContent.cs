using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Security;

namespace IkomiaScale.Emulator.Storage;

/// <summary>Answers with the content of an object or a range of it, for a bearer or a pre-signed URL.</summary>
internal sealed class ReadContent(ObjectStore objects, BlobStore blobs, PresignedUrls urls, Referee referee)
{
    public const string Route = "/v1/content/{uid}";

    public async Task HandleAsync(HttpContext context)
    {
        var uid = (string)context.GetRouteValue("uid")!;
        var stored = await objects.FindAsync(uid, context.RequestAborted) ?? throw Missing(uid);
        Stream content;
        try
        {
            content = blobs.Open(stored.Content);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // The object was overwritten or deleted after its row was read, or somebody removed the file.
            stored = await objects.FindAsync(uid, context.RequestAborted) ?? throw Missing(uid);
            content = OpenAgain(stored);
        }

        // The result disposes the stream, and handles ranges, HEAD, and HTTP 416.
        await Results.Stream(content, stored.Content.ContentType, enableRangeProcessing: true).ExecuteAsync(context);
    }

    public Task HandlePresignedAsync(HttpContext context)
    {
        referee.Require(context, context.Request.Headers.Authorization.Count == 0, "A request to a pre-signed URL has no Authorization header.");
        urls.Check(context.Request, (string)context.GetRouteValue("uid")!);
        return HandleAsync(context);
    }

    private Stream OpenAgain(StoredObject stored)
    {
        try
        {
            return blobs.Open(stored.Content);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw RequestException.NotFound($"The content of the object '{stored.Uid}' is missing from the data folder of the emulator.");
        }
    }

    private static RequestException Missing(string uid) => RequestException.NotFound($"There is no object with the uid '{uid}'.");
}
