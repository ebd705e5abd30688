using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale;

/// <summary>The proxy and the certificates of a connection.</summary>
public sealed class NetworkOptions
{
    private static readonly string[] ProxySchemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>
    /// The URL of the proxy for all requests, such as <c>http://proxy.example:3128</c>; null for the proxy of the system.
    /// </summary>
    public Uri? Proxy { get; init; }

    /// <summary>
    /// The user name and password for the proxy, also for the one of the system. They are sent only if it asks for them. Null
    /// for none.
    /// </summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>Allows the proxy, also the one of the system, to get the credentials of the current account.</summary>
    public bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>Uses no proxy, not even the one of the system.</summary>
    public bool NoProxy { get; init; }

    /// <summary>Certificates of authorities that are trusted in addition to those of the system.</summary>
    public IReadOnlyList<X509Certificate2> CertificateAuthorities { get; init; } = [];

    /// <summary>The certificate with its private key for gateways that ask for one. Its owner disposes it.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The credentials for a proxy that asks.</summary>
    internal ICredentials? Credentials => ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : ProxyCredential;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: they contradict each other, or the URL is
    /// not one of a proxy.</exception>
    internal void Validate()
    {
        if (NoProxy && (Proxy is not null || ProxyCredential is not null || ProxyUseDefaultCredentials))
        {
            throw Invalid("-NoProxy cannot be combined with other proxy parameters. Remove -NoProxy, or the others.");
        }

        if (ProxyCredential is not null && ProxyUseDefaultCredentials)
        {
            throw Invalid("-ProxyCredential and -ProxyUseDefaultCredentials cannot be combined. Use one of them.");
        }

        if (Proxy is { IsAbsoluteUri: true, UserInfo.Length: > 0 })
        {
            throw Invalid("The URL of the proxy must not contain a user name or password. Use -ProxyCredential.");
        }

        if (Proxy is not null && (!Proxy.IsAbsoluteUri || !ProxySchemes.Contains(Proxy.Scheme)))
        {
            throw Invalid($"'{Proxy.OriginalString}' is not the URL of a proxy. Use one such as http://proxy.example:3128.");
        }

        if (ClientCertificate is { HasPrivateKey: false })
        {
            throw Invalid($"The client certificate '{ClientCertificate.Subject}' cannot be used because its private key is missing. Use a certificate with its key.");
        }
    }

    private static ScaleException Invalid(string message) => new(ScaleErrorId.InvalidInput, message);
}
