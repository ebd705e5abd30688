using System.Globalization;
using System.Text.RegularExpressions;

namespace IkomiaScale.Wire;

/// <summary>What the network stack says of a proxy that it did not get through. Each version of .NET says it in its own way.</summary>
internal static class ProxyFailure
{
    // In no version of .NET is the status to be had other than in this text, which is never translated.
    private static readonly Regex Answer = new("status code '(?<status>[0-9]{3})'", RegexOptions.CultureInvariant);

    /// <summary>The status with which the proxy refused a tunnel; 0 where it is not known, null where that is not what failed.</summary>
    /// <param name="cause">What the network stack has thrown.</param>
    public static int? Refusal(Exception cause)
    {
#if NET
        return cause is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } ? StatusIn(cause.Message) ?? 0 : null;
#else
        // What .NET Framework says, and what .NET says where PowerShell 7 before 7.4 runs this build.
        return cause is not HttpRequestException ? null
            : cause.InnerException is System.Net.WebException { Response: System.Net.HttpWebResponse answer } ? (int)answer.StatusCode
            : cause.Message.Contains("proxy tunnel") ? StatusIn(cause.Message) ?? 0 : null;
#endif
    }

    private static int? StatusIn(string message) =>
        Answer.Match(message) is { Success: true } match ? int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture) : null;
}
