using System.Globalization;
using IkomiaScale.Errors;

namespace IkomiaScale.Wire;

/// <summary>The error for a certificate that is refused: what is wrong with it, and what to do.</summary>
internal static class CertificateErrors
{
    private const int NameLimit = 200;

    /// <summary>Creates the error.</summary>
    /// <param name="url">The URL of the request. Only its host appears in the message.</param>
    /// <param name="certificate">The certificate of the server.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cause">The exception of the network stack.</param>
    public static ScaleException From(Uri url, ServerCertificate certificate, DateTimeOffset now, Exception? cause)
    {
        var found = Find(url, certificate, now.UtcDateTime).ToList();
        return new ScaleException(
            ScaleErrorId.NetworkError,
            $"The certificate of {url.GetLeftPart(UriPartial.Authority)} cannot be accepted: {string.Join("; ", found.Select(item => item.What))}. " +
            string.Join(" ", found.Select(item => item.Advice)),
            cause)
        {
            Target = url.GetLeftPart(UriPartial.Authority),
            MayHaveArrived = false,
        };
    }

    private static IEnumerable<(string What, string Advice)> Find(Uri url, ServerCertificate certificate, DateTime now)
    {
        var problems = certificate.Problems;

        // The system has one flag for both ends of the validity period.
        if (problems.HasFlag(CertificateProblems.Expired) && certificate.NotBefore > now)
        {
            yield return ($"it is not valid before {Date(certificate.NotBefore)}", $"Check the clock of this machine, which shows {Date(now)}.");
        }
        else if (problems.HasFlag(CertificateProblems.Expired))
        {
            var when = certificate.NotAfter < now ? $"it expired on {Date(certificate.NotAfter)}" : "a certificate that it depends on has expired";
            yield return (when, $"Ask the operator of the server to renew it. If it was renewed, check the clock of this machine, which shows {Date(now)}.");
        }

        if (problems.HasFlag(CertificateProblems.WrongHost))
        {
            yield return (
                $"it is for {Printable.OneLine(certificate.Names, NameLimit)}, not for {url.Host}",
                "Check the URL, or ask the operator of the server for a certificate with this name.");
        }

        if (problems.HasFlag(CertificateProblems.Untrusted))
        {
            yield return (
                $"this machine does not trust its authority, '{Printable.OneLine(certificate.Issuer, NameLimit)}'",
                "If it is the authority of your company, use -CertificateAuthority with the file of its certificate, or add it to the trusted authorities of this system.");
        }

        if (problems.HasFlag(CertificateProblems.Revoked))
        {
            yield return ("its authority has revoked it", "Ask the operator of the server for a new one.");
        }

        if (problems.HasFlag(CertificateProblems.Missing))
        {
            yield return ("the server has none", "Check the URL and the port.");
        }

        if (problems.HasFlag(CertificateProblems.Other))
        {
            yield return ($"the system reports {certificate.Status}", "Ask the operator of the server for a valid server certificate.");
        }
    }

    private static string Date(DateTime time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
