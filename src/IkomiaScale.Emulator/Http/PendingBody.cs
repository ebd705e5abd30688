using Microsoft.AspNetCore.Http.Features;

namespace IkomiaScale.Emulator.Http;

/// <summary>
/// After an early refusal a large body may still be on its way, or (Expect: 100-continue) never come. The connection is
/// of no more use then; draining gigabytes would only make the client wait.
/// </summary>
internal static class PendingBody
{
    /// <summary>An unread body up to this size is read to its end, so that the connection can be used again.</summary>
    private const long DrainLimit = 64 * 1024;

    public static void CloseIfAny(HttpContext context)
    {
        var request = context.Request;
        var canHaveBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false;
        if (canHaveBody && (request.ContentLength is null or > DrainLimit || request.Headers.Expect.Count > 0))
        {
            context.Response.Headers.Connection = "close";
        }
    }
}
