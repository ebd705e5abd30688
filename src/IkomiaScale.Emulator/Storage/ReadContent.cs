using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Security;

namespace IkomiaScale.Emulator.Storage;

/// <summary>The bytes of an object, whole or in ranges: with a bearer, or through a pre-signed URL.</summary>
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
            // Overwritten or deleted since the row was read, or taken out of the folder by hand.
            stored = await objects.FindAsync(uid, context.RequestAborted) ?? throw Missing(uid);
            content = OpenAgain(stored);
        }

        // The stream is disposed by the result. Ranges, HEAD and 416 are its work as well.
        await Results.Stream(content, stored.Content.ContentType, enableRangeProcessing: true).ExecuteAsync(context);
    }

    public Task HandlePresignedAsync(HttpContext context)
    {
        referee.Require(context, context.Request.Headers.Authorization.Count == 0, "A pre-signed URL is used without Authorization: the bearer is not for its host.");
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
            throw RequestException.NotFound($"The content of the object '{stored.Uid}' is missing in the data folder.");
        }
    }

    private static RequestException Missing(string uid) => RequestException.NotFound($"There is no object with the uid '{uid}'.");
}
