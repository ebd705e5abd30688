using System.Net;

namespace IkomiaScale.Authentication;

/// <summary>
/// Decides which hosts may see the JWT when content is fetched: the storage origin itself, or over https a host below the
/// storage's parent domain. All other hosts get a pre-signed URL and no token (PROTOCOL 7).
/// </summary>
internal static class BearerPolicy
{
    /// <summary>Whether a content URL may be asked with the bearer.</summary>
    public static bool Allows(Uri storageUrl, Uri target) => IsSameOrigin(storageUrl, target) || IsSibling(storageUrl, target);

    /// <summary>Whether scheme, host and port are the same.</summary>
    public static bool IsSameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsSibling(Uri storageUrl, Uri target)
    {
        if (target.Scheme != Uri.UriSchemeHttps || !target.IsDefaultPort || IPAddress.TryParse(storageUrl.DnsSafeHost, out _))
        {
            return false;
        }

        var labels = storageUrl.IdnHost.Split('.');

        // "co.uk" and its like are no one's own domain; a parent that could be one of them is not trusted.
        if (labels.Length < 3 || (labels.Length == 3 && labels[1].Length <= 3))
        {
            return false;
        }

        var parent = "." + string.Join(".", labels.Skip(1));
        return target.IdnHost.EndsWith(parent, StringComparison.OrdinalIgnoreCase);
    }
}
