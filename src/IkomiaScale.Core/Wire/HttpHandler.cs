namespace IkomiaScale.Wire;

/// <summary>The socket layer's settings, one place for both frameworks.</summary>
internal static class HttpHandler
{
    public static HttpMessageHandler Create(TimeSpan connectTimeout)
    {
#if NET
        return new SocketsHttpHandler
        {
            // Redirects are followed by hand: the bearer must never go along to another origin.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = connectTimeout,

            // Waiting for a connection would look like silence on the wire. Transfers are limited before they come here.
            MaxConnectionsPerServer = int.MaxValue,

            // A connection that is kept for hours would not see that the service has moved.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),

            // The answer to Expect: 100-continue comes at once from servers that know it; others get the body after this.
            Expect100ContinueTimeout = TimeSpan.FromSeconds(1),
        };
#else
        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = int.MaxValue,
        };
#endif
    }
}
