using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale;

/// <summary>The way out of this network, and whom to trust at its end.</summary>
public sealed class NetworkOptions
{
    private static readonly string[] ProxySchemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>The proxy that all requests go through, such as <c>http://proxy.example:3128</c>; null for the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>User and password for the proxy, the system's included; sent only when it asks for them. Null for none.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>Lets the proxy, the system's included, have the credentials of the account that this runs under.</summary>
    public bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>Uses no proxy, not the system's either.</summary>
    public bool NoProxy { get; init; }

    /// <summary>Certificates of authorities that are trusted beside the system's own.</summary>
    public IReadOnlyList<X509Certificate2> CertificateAuthorities { get; init; } = [];

    /// <summary>The certificate, with its private key, that is shown to a gateway that asks for one. Its owner disposes it.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>What the proxy gets when it asks who is there.</summary>
    internal ICredentials? Credentials => ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : ProxyCredential;

    /// <summary>Checks that the values can be used.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: they contradict one another, or are no proxy.</exception>
    internal void Validate()
    {
        if (NoProxy && (Proxy is not null || ProxyCredential is not null || ProxyUseDefaultCredentials))
        {
            throw Invalid("-NoProxy contradicts the other parameters of a proxy. Leave it out, or them.");
        }

        if (ProxyCredential is not null && ProxyUseDefaultCredentials)
        {
            throw Invalid("-ProxyCredential and -ProxyUseDefaultCredentials contradict each other. Give one of them.");
        }

        if (Proxy is { IsAbsoluteUri: true, UserInfo.Length: > 0 })
        {
            throw Invalid("The proxy's URL must not contain a user name or password. Give them with -ProxyCredential.");
        }

        if (Proxy is not null && (!Proxy.IsAbsoluteUri || !ProxySchemes.Contains(Proxy.Scheme)))
        {
            throw Invalid($"'{Proxy.OriginalString}' is not the URL of a proxy. Give one such as http://proxy.example:3128.");
        }

        if (ClientCertificate is { HasPrivateKey: false })
        {
            throw Invalid($"The client certificate '{ClientCertificate.Subject}' has no private key here, so nothing can be proved with it. Give one that has its key.");
        }
    }

    private static ScaleException Invalid(string message) => new(ScaleErrorId.InvalidInput, message);
}
