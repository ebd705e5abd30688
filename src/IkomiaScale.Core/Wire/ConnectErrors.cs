using IkomiaScale.Errors;

namespace IkomiaScale.Wire;

/// <summary>The errors of a connection that did not come to be, where more can be said than that: the proxy's and those of TLS.</summary>
internal static class ConnectErrors
{
    private const int ReasonLimit = 200;

    /// <summary>The error; null where nothing more is known.</summary>
    /// <param name="cause">What the network stack has thrown.</param>
    /// <param name="url">What was asked.</param>
    /// <param name="trust">What servers have shown.</param>
    /// <param name="route">The way to them.</param>
    /// <param name="now">The time now.</param>
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
                $"There is no secure connection to {url.GetLeftPart(UriPartial.Authority)}: {Reason(chain)}. " +
                "Check that the address and its port speak https. If the server asks for a client certificate, give it with -Certificate.",
                cause)
            : null;
    }

    /// <summary>What to do about a connection that broke, where more can be said than in general; null where not.</summary>
    public static string? Advice(Uri url, ServerTrust trust)
    {
        if (trust.AsksForCertificate(url.Host))
        {
            return "The server has asked for a client certificate. If it needs one, give one that it accepts with -Certificate.";
        }

#if !NET
        // Here nothing tells whether it has asked. One that has answered before does not miss a certificate.
        if (trust.Seen(url.Host) is not null && !trust.HasAnswered(url.Host))
        {
            return "Check the network. If the server asks for a client certificate, give one that it accepts with -Certificate.";
        }
#endif
        return null;
    }

    /// <summary>The error for a proxy that asks who is there.</summary>
    public static ScaleException NeedsCredentials(Uri url, ProxyRoute route, Exception? cause = null)
    {
        var proxy = route.For(url) ?? "on the way";
        return Make(
            url,
            route.HasCredentials
                ? $"The proxy {proxy} does not accept the credentials that it got. Check user and password of -ProxyCredential."
                : $"The proxy {proxy} asks for credentials. Give them with -ProxyCredential, or those of your account with -ProxyUseDefaultCredentials.",
            cause,
            isOfProxy: true);
    }

    private static ScaleException? FromProxy(Exception cause, Uri url, string proxy, ProxyRoute route)
    {
        if (ProxyFailure.Refusal(cause) is { } status)
        {
            return status is 401 or 407 ? NeedsCredentials(url, route, cause) : Make(
                url,
                $"The proxy {proxy} does not let a connection to {url.GetLeftPart(UriPartial.Authority)} through" +
                (status == 0 ? ". " : $" (it answers {status}). ") +
                "Ask those who run it to allow this address, or name another one with -Proxy.",
                cause,
                isOfProxy: true,
                isTransient: status is 0 or >= 500);
        }

        return WireErrors.NotReached(cause)
            ? Make(
                url,
                $"The proxy {proxy} cannot be reached: {Reason(WireErrors.Chain(cause).ToList())}. Check its address with -Proxy, or go without it with -NoProxy.",
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
