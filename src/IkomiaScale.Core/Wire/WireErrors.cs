using System.Net.Sockets;

namespace IkomiaScale.Wire;

/// <summary>Converts the exceptions of the network stack to errors of the project.</summary>
internal static class WireErrors
{
    /// <summary>Whether the exception says that the connection failed, not our code.</summary>
    public static bool IsWireFailure(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Whether the exception certainly says that there was no connection to send on.</summary>
    public static bool NeverConnected(Exception exception) =>
#if NET
        exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } ||
#endif
        NotReached(exception);

    /// <summary>Whether the exception certainly says that the server, or its proxy, was not reached.</summary>
    public static bool NotReached(Exception exception) =>
#if NET
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
#else
        exception.InnerException switch
        {
            System.Net.WebException failure => failure.Status is System.Net.WebExceptionStatus.ConnectFailure
                or System.Net.WebExceptionStatus.NameResolutionFailure or System.Net.WebExceptionStatus.ProxyNameResolutionFailure,

            // The form of .NET when PowerShell 7 before 7.4 runs this build.
            SocketException failure => failure.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound
                or SocketError.TryAgain or SocketError.NoData or SocketError.HostUnreachable or SocketError.NetworkUnreachable,
            _ => false,
        };
#endif

    /// <summary>The error for a request without an answer, or with an incomplete one.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="url">The URL of the request. Only scheme, host, port and path appear.</param>
    /// <param name="timer">The timer of the request; it knows whether the limit canceled it.</param>
    /// <param name="mayHaveArrived">Whether the whole request may have left.</param>
    /// <param name="advice">What to do; null for the general advice.</param>
    public static ScaleException From(Exception exception, Uri url, InactivityTimer timer, bool mayHaveArrived, string? advice = null)
    {
        var target = url.GetLeftPart(UriPartial.Path);

        // The limit for connecting is the same, and either of the two timers may expire first.
        if (timer.HasExpired || Chain(exception).OfType<TimeoutException>().Any())
        {
            return new ScaleException(
                ScaleErrorId.Timeout,
                $"The connection to {url.GetLeftPart(UriPartial.Authority)} timed out because no byte moved for {timer.Limit.TotalSeconds:0.#} s. " +
                "Check the network, or use a larger -TimeoutSec with Connect-IkScale.",
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
            (advice ?? "Check the URL, the network and the proxy settings."),
            exception)
        {
            Target = target,
            IsTransient = true,
            MayHaveArrived = mayHaveArrived,
        };
    }

    /// <summary>Returns an exception and its causes, down to the first.</summary>
    public static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }
}
