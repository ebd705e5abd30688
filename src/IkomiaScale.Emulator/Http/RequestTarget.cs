using Microsoft.AspNetCore.Http.Features;

namespace IkomiaScale.Emulator.Http;

/// <summary>The request target as sent, neither decoded nor normalized.</summary>
internal static class RequestTarget
{
    /// <summary>Returns the percent-encoded path, without the query.</summary>
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
            // The absolute form, as clients send it to a proxy.
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
