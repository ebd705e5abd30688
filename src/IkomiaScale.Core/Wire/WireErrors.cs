using System.Net.Sockets;

namespace IkomiaScale.Wire;

/// <summary>Turns what the network stack throws into the project's own errors.</summary>
internal static class WireErrors
{
    /// <summary>Whether the exception says that the connection, and not our code, failed.</summary>
    public static bool IsWireFailure(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Whether the exception surely says that there was no connection to send anything on.</summary>
    public static bool NeverConnected(Exception exception) =>
#if NET
        exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };
#else
        exception.InnerException is System.Net.WebException
        {
            Status: System.Net.WebExceptionStatus.ConnectFailure or System.Net.WebExceptionStatus.NameResolutionFailure,
        };
#endif

    /// <summary>The error for a request that got no answer, or not all of it.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="url">The request's URL; only scheme, host, port and path are told.</param>
    /// <param name="timer">The request's timer: says whether it was the limit that ended it.</param>
    /// <param name="mayHaveArrived">Whether the request had begun to leave.</param>
    public static ScaleException From(Exception exception, Uri url, InactivityTimer timer, bool mayHaveArrived)
    {
        var target = url.GetLeftPart(UriPartial.Path);
        if (timer.HasExpired)
        {
            return new ScaleException(
                ScaleErrorId.Timeout,
                $"Nothing moved between here and {url.GetLeftPart(UriPartial.Authority)} for {timer.Limit.TotalSeconds:0.#} s. " +
                "Check the network, or connect with a larger -TimeoutSec.",
                exception)
            {
                Target = target,
                IsTransient = true,
                MayHaveArrived = mayHaveArrived,
            };
        }

        return new ScaleException(
            ScaleErrorId.NetworkError,
            $"The connection to {url.GetLeftPart(UriPartial.Authority)} failed: {Innermost(exception).Message.TrimEnd('.')}. " +
            "Check the address, the network and the proxy settings.",
            exception)
        {
            Target = target,
            IsTransient = true,
            MayHaveArrived = mayHaveArrived,
        };
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
