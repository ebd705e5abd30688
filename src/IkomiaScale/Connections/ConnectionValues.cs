using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale.Connections;

/// <summary>The values that parameters have for a connection: those that a profile can hold, and those that it must not.</summary>
internal sealed class ConnectionValues
{
    /// <summary>The values that a profile can hold; null if no parameter has them.</summary>
    public IkConnectionProfile Profile { get; init; } = new();

    /// <summary>The token; null without one. It belongs to the caller.</summary>
    public SecureString? Token { get; init; }

    /// <summary>User name and password for the proxy.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>A client certificate that the script holds as an object.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether any value is a URL.</summary>
    public bool HasPlace => Profile.Endpoint is not null || Profile.ScaleUrl is not null || Profile.StorageUrl is not null || Profile.Deployments.Count > 0;
}
