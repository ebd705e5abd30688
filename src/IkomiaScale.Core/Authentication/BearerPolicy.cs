using System.Net;

namespace IkomiaScale.Authentication;

/// <summary>
/// Decides which hosts get the JWT when a content is read: the origin of the storage, or over https a host below the parent
/// domain of the storage. For all other hosts, the content is read through a pre-signed URL without a token
/// (docs/protocol.md, section 7).
/// </summary>
internal static class BearerPolicy
{
    /// <summary>Whether a request for this content URL may carry the JWT.</summary>
    public static bool Allows(Uri storageUrl, Uri target) => IsSameOrigin(storageUrl, target) || IsSibling(storageUrl, target);

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

            // Where anybody can register or rent a name, neighboring hosts belong to strangers.
            && PublicSuffixes.RegistrableDomain(parent) is not null;
    }
}
