using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale.Connections;

/// <summary>What a user gives for a connection: what a profile can have, and what it must not.</summary>
internal sealed class ConnectionValues
{
    /// <summary>What a profile can have; what was not given is null there.</summary>
    public IkConnectionProfile Profile { get; init; } = new();

    /// <summary>The token; null where it was not given. It belongs to who gave it.</summary>
    public SecureString? Token { get; init; }

    /// <summary>User and password for the proxy.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>A client certificate that is an object of the script's.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether anything says where a connection leads.</summary>
    public bool HasPlace => Profile.Endpoint is not null || Profile.ScaleUrl is not null || Profile.StorageUrl is not null || Profile.Deployments.Count > 0;
}
