using System.Globalization;
using System.Text.RegularExpressions;

namespace IkomiaScale.Wire;

/// <summary>Reads the status of a proxy that refused a tunnel. Each version of .NET reports it in its own way.</summary>
internal static class ProxyFailure
{
    // All versions of .NET have the status only in this text, which is never translated.
    private static readonly Regex Answer = new("status code '(?<status>[0-9]{3})'", RegexOptions.CultureInvariant);

    /// <summary>Returns the status with which the proxy refused a tunnel; 0 if it is unknown, null if something else failed.</summary>
    /// <param name="cause">The exception of the network stack.</param>
    public static int? Refusal(Exception cause)
    {
#if NET
        return cause is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } ? StatusIn(cause.Message) ?? 0 : null;
#else
        // The form of .NET Framework, and the form of .NET when PowerShell 7 before 7.4 runs this build.
        return cause is not HttpRequestException ? null
            : cause.InnerException is System.Net.WebException { Response: System.Net.HttpWebResponse answer } ? (int)answer.StatusCode
            : cause.Message.Contains("proxy tunnel") ? StatusIn(cause.Message) ?? 0 : null;
#endif
    }

    private static int? StatusIn(string message) =>
        Answer.Match(message) is { Success: true } match ? int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture) : null;
}
