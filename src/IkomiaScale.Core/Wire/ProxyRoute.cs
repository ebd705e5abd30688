using System.Net;

namespace IkomiaScale.Wire;

/// <summary>Which proxy a request goes through: the one that was given, else the system's.</summary>
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

    /// <summary>The proxy that was given; null where the system's is used, or none.</summary>
    public IWebProxy? Given { get; }

    /// <summary>The proxy for an address, as scheme, host and port alone; null where it is asked directly.</summary>
    public string? For(Uri url) =>
        _proxy is not null && !_proxy.IsBypassed(url) && _proxy.GetProxy(url) is { } proxy && proxy != url ? Describe(proxy) : null;

    /// <summary>
    /// Whether the proxy may answer a request itself by asking for credentials. Over https it does so before the request leaves.
    /// </summary>
    public bool MayAskFirst(Uri url) => HasCredentials && url.Scheme == Uri.UriSchemeHttp && For(url) is not null;

    // The system's may have a user and a password in it.
    private static string Describe(Uri proxy) => $"{proxy.Scheme}://{proxy.Host}:{proxy.Port}";
}
