using System.Net;

namespace IkomiaScale.Wire;

/// <summary>Finds the proxy of a request: the one of the connection, otherwise the one of the system.</summary>
internal sealed class ProxyRoute
{
    private readonly IWebProxy? _proxy;

    public ProxyRoute(NetworkOptions network)
    {
        HasCredentials = network.Credentials is not null;
        Given = network.Proxy is null ? null : new WebProxy(network.Proxy) { Credentials = network.Credentials };
#if NET
        _proxy = network.NoProxy ? null : Given ?? HttpClient.DefaultProxy;
#else
        _proxy = network.NoProxy ? null : Given ?? WebRequest.DefaultWebProxy;
#endif
    }

    /// <summary>Whether there are credentials for a proxy that asks.</summary>
    public bool HasCredentials { get; }

    /// <summary>The proxy of the connection; null for the one of the system, or none.</summary>
    public IWebProxy? Given { get; }

    /// <summary>Returns scheme, host and port of the proxy for a URL; null for a direct connection.</summary>
    public string? For(Uri url) =>
        _proxy is not null && !_proxy.IsBypassed(url) && _proxy.GetProxy(url) is { } proxy && proxy != url ? Describe(proxy) : null;

    /// <summary>
    /// Whether the proxy may answer a request by asking for credentials. For https it does so before the request is sent.
    /// </summary>
    public bool MayAskFirst(Uri url) => HasCredentials && url.Scheme == Uri.UriSchemeHttp && For(url) is not null;

    // The URL of the system's proxy may contain a user name and password.
    private static string Describe(Uri proxy) => $"{proxy.Scheme}://{proxy.Host}:{proxy.Port}";
}
