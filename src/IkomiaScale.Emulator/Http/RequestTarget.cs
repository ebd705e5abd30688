using Microsoft.AspNetCore.Http.Features;

namespace IkomiaScale.Emulator.Http;

/// <summary>The request target as it came over the wire, before anything is decoded or normalised.</summary>
internal static class RequestTarget
{
    /// <summary>Gives the path, still percent-encoded and without the query.</summary>
    public static string RawPath(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(target))
        {
            target = context.Request.Path.ToUriComponent();
        }

        var start = 0;
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (!target.StartsWith('/') && scheme > 0)
        {
            // The absolute form, as sent to a proxy.
            start = target.IndexOf('/', scheme + 3);
            if (start < 0)
            {
                return "/";
            }
        }

        var end = target.IndexOf('?', start);
        return end < 0 ? target[start..] : target[start..end];
    }
}
