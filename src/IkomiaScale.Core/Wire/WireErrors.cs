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
        exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } ||
#endif
        NotReached(exception);

    /// <summary>Whether the exception surely says that the server, or the proxy before it, was not reached.</summary>
    public static bool NotReached(Exception exception) =>
#if NET
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
#else
        exception.InnerException switch
        {
            System.Net.WebException failure => failure.Status is System.Net.WebExceptionStatus.ConnectFailure
                or System.Net.WebExceptionStatus.NameResolutionFailure or System.Net.WebExceptionStatus.ProxyNameResolutionFailure,

            // What .NET says where PowerShell 7 before 7.4 runs this build.
            SocketException failure => failure.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound
                or SocketError.TryAgain or SocketError.NoData or SocketError.HostUnreachable or SocketError.NetworkUnreachable,
            _ => false,
        };
#endif

    /// <summary>The error for a request that got no answer, or not all of it.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="url">The request's URL; only scheme, host, port and path are told.</param>
    /// <param name="timer">The request's timer: says whether it was the limit that ended it.</param>
    /// <param name="mayHaveArrived">Whether all of the request may have left.</param>
    /// <param name="advice">What to do; null for what helps in general.</param>
    public static ScaleException From(Exception exception, Uri url, InactivityTimer timer, bool mayHaveArrived, string? advice = null)
    {
        var target = url.GetLeftPart(UriPartial.Path);

        // The limit on connecting is the same, and whichever of the two clocks is first may tell.
        if (timer.HasExpired || Chain(exception).OfType<TimeoutException>().Any())
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
            $"The connection to {url.GetLeftPart(UriPartial.Authority)} failed: {Chain(exception).Last().Message.TrimEnd('.')}. " +
            (advice ?? "Check the address, the network and the proxy settings."),
            exception)
        {
            Target = target,
            IsTransient = true,
            MayHaveArrived = mayHaveArrived,
        };
    }

    /// <summary>An exception and what caused it, down to the first cause.</summary>
    public static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }
}
