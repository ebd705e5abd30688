using System.Net.Security;

namespace IkomiaScale.Wire;

/// <summary>The settings of the socket layer, for both frameworks.</summary>
internal static class HttpHandler
{
    public static HttpMessageHandler Create(TimeSpan connectTimeout, NetworkOptions network, ProxyRoute route, ServerTrust trust)
    {
#if NET
        var handler = new SocketsHttpHandler
        {
            // Redirects are followed by the caller: the bearer must never go to another origin.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = connectTimeout,

            // A wait for a connection would look like silence on the wire. Transfers are limited before they reach this layer.
            MaxConnectionsPerServer = int.MaxValue,

            // A connection that is kept for hours would not notice that the service has moved.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),

            // Servers that support Expect: 100-continue answer immediately. Others get the body after this time.
            Expect100ContinueTimeout = TimeSpan.FromSeconds(1),
            UseProxy = !network.NoProxy,
            Proxy = route.Given,
            DefaultProxyCredentials = network.Credentials,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
            trust.Accept(((SslStream)sender).TargetHostName, certificate, chain, errors);
        handler.SslOptions.LocalCertificateSelectionCallback = (_, host, own, server, _) =>
        {
            if (server is not null)
            {
                trust.NoteAsksForCertificate(host);
            }

            return own is { Count: > 0 } ? own[0] : null!;
        };
        if (network.ClientCertificate is { } client)
        {
            handler.SslOptions.ClientCertificates = [client];
        }

        return handler;
#else
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = int.MaxValue,
            UseProxy = !network.NoProxy,
            Proxy = route.Given,
            DefaultProxyCredentials = network.Credentials,
            ServerCertificateCustomValidationCallback = (request, certificate, chain, errors) =>
                trust.Accept(request.RequestUri!.Host, certificate, chain, errors),
        };
        if (network.ClientCertificate is { } client)
        {
            handler.ClientCertificates.Add(client);
        }

        return handler;
#endif
    }
}
