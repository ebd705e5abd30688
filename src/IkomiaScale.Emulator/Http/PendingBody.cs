using Microsoft.AspNetCore.Http.Features;

namespace IkomiaScale.Emulator.Http;

/// <summary>
/// Closes the connection after a refusal if the rest of the request body is large or, with <c>Expect: 100-continue</c>, may never
/// arrive. To read gigabytes to their end would only make the client wait.
/// </summary>
internal static class PendingBody
{
    /// <summary>Bodies up to this size in bytes are read to their end, so that the connection stays usable.</summary>
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
