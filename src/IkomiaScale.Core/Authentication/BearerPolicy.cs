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

        var host = storageUrl.IdnHost.TrimEnd('.');
        var parent = host.Substring(host.IndexOf('.') + 1);
        return target.IdnHost.TrimEnd('.').EndsWith("." + parent, StringComparison.OrdinalIgnoreCase)

            // Where anybody can register a name, or rent one from a provider, neighbours are strangers.
            && PublicSuffixes.RegistrableDomain(parent) is not null;
    }
}
