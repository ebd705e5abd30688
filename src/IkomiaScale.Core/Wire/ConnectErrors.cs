using IkomiaScale.Errors;

namespace IkomiaScale.Wire;

/// <summary>The errors of connections that failed because of a proxy or TLS.</summary>
internal static class ConnectErrors
{
    private const int ReasonLimit = 200;

    /// <summary>Returns the error; null if the cause is neither.</summary>
    /// <param name="cause">The exception of the network stack.</param>
    /// <param name="url">The URL of the request.</param>
    /// <param name="trust">The certificates of the servers.</param>
    /// <param name="route">The proxies.</param>
    /// <param name="now">The current time.</param>
    public static ScaleException? Explain(Exception cause, Uri url, ServerTrust trust, ProxyRoute route, DateTimeOffset now)
    {
        var chain = WireErrors.Chain(cause).ToList();
        if (trust.Seen(url.Host) is { } certificate && certificate.Problems != CertificateProblems.None && IsSecurity(cause, chain))
        {
            return CertificateErrors.From(url, certificate, now, cause);
        }

        if (route.For(url) is { } proxy && FromProxy(cause, url, proxy, route) is { } failure)
        {
            return failure;
        }

        return IsSecurity(cause, chain)
            ? Make(
                url,
                $"The secure connection to {url.GetLeftPart(UriPartial.Authority)} failed: {Reason(chain)}. " +
                "Check that the URL and its port use https. If the server asks for a client certificate, use -Certificate.",
                cause)
            : null;
    }

    /// <summary>Returns what to do about a broken connection; null for the general advice.</summary>
    public static string? Advice(Uri url, ServerTrust trust)
    {
        if (trust.AsksForCertificate(url.Host))
        {
            return "The server asked for a client certificate. If it requires one, use -Certificate with one that it accepts.";
        }

#if !NET
        // This framework does not report whether the server asked. A server that answered before does not need a certificate.
        if (trust.Seen(url.Host) is not null && !trust.HasAnswered(url.Host))
        {
            return "Check the network. If the server asks for a client certificate, use -Certificate with one that it accepts.";
        }
#endif
        return null;
    }

    /// <summary>The error for a proxy that requires credentials.</summary>
    public static ScaleException NeedsCredentials(Uri url, ProxyRoute route, Exception? cause = null)
    {
        var proxy = route.For(url) ?? "on the way";
        return Make(
            url,
            route.HasCredentials
                ? $"The proxy {proxy} does not accept the credentials. Check the user name and password of -ProxyCredential."
                : $"The proxy {proxy} requires credentials. Use -ProxyCredential, or -ProxyUseDefaultCredentials for the credentials of your account.",
            cause,
            isOfProxy: true);
    }

    private static ScaleException? FromProxy(Exception cause, Uri url, string proxy, ProxyRoute route)
    {
        if (ProxyFailure.Refusal(cause) is { } status)
        {
            return status is 401 or 407 ? NeedsCredentials(url, route, cause) : Make(
                url,
                $"The proxy {proxy} does not allow a connection to {url.GetLeftPart(UriPartial.Authority)}" +
                (status == 0 ? ". " : $" (HTTP {status}). ") +
                "Ask its operator to allow this host, or use another -Proxy.",
                cause,
                isOfProxy: true,
                isTransient: status is 0 or >= 500);
        }

        return WireErrors.NotReached(cause)
            ? Make(
                url,
                $"The proxy {proxy} cannot be reached: {Reason(WireErrors.Chain(cause).ToList())}. Check -Proxy, or use -NoProxy to connect without it.",
                cause,
                isOfProxy: true,
                isTransient: true)
            : null;
    }

    private static bool IsSecurity(Exception cause, List<Exception> chain) =>
#if NET
        cause is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } ||
#else
        chain.Exists(item => item is System.Net.WebException
        {
            Status: System.Net.WebExceptionStatus.TrustFailure or System.Net.WebExceptionStatus.SecureChannelFailure,
        }) ||
#endif
        chain.Exists(item => item is System.Security.Authentication.AuthenticationException);

    private static string Reason(List<Exception> chain) => Printable.OneLine(chain[chain.Count - 1].Message, ReasonLimit).TrimEnd('.');

    private static ScaleException Make(Uri url, string message, Exception? cause, bool isOfProxy = false, bool isTransient = false) =>
        new(ScaleErrorId.NetworkError, message, cause)
        {
            Target = url.GetLeftPart(UriPartial.Authority),
            IsOfProxy = isOfProxy,
            IsTransient = isTransient,
            MayHaveArrived = false,
        };
}
