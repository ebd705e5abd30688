using System.Globalization;
using IkomiaScale.Errors;

namespace IkomiaScale.Wire;

/// <summary>The error for a server whose certificate is refused: what is wrong with it, and what to do.</summary>
internal static class CertificateErrors
{
    private const int NameLimit = 200;

    /// <summary>Makes the error.</summary>
    /// <param name="url">What was asked; only its host is told.</param>
    /// <param name="certificate">What the host has shown.</param>
    /// <param name="now">The time now.</param>
    /// <param name="cause">What the network stack said.</param>
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

        // The system has one word for both ends of the time in which it is valid.
        if (problems.HasFlag(CertificateProblems.Expired) && certificate.NotBefore > now)
        {
            yield return ($"it is not valid before {Date(certificate.NotBefore)}", $"Check the clock of this machine, which says {Date(now)}.");
        }
        else if (problems.HasFlag(CertificateProblems.Expired))
        {
            var when = certificate.NotAfter < now ? $"it expired on {Date(certificate.NotAfter)}" : "a certificate that it depends on has expired";
            yield return (when, $"Ask those who run the server to renew it. If it is newer than that, check the clock of this machine, which says {Date(now)}.");
        }

        if (problems.HasFlag(CertificateProblems.WrongHost))
        {
            yield return (
                $"it is for {Printable.OneLine(certificate.Names, NameLimit)}, and not for {url.Host}",
                "Check the address, or ask those who run the server for a certificate with this name.");
        }

        if (problems.HasFlag(CertificateProblems.Untrusted))
        {
            yield return (
                $"this machine does not trust its authority, '{Printable.OneLine(certificate.Issuer, NameLimit)}'",
                "If that is your company's, name the file with its certificate with -CertificateAuthority, or add it to the authorities that this system trusts.");
        }

        if (problems.HasFlag(CertificateProblems.Revoked))
        {
            yield return ("its authority has revoked it", "Ask those who run the server for a new one.");
        }

        if (problems.HasFlag(CertificateProblems.Missing))
        {
            yield return ("the server shows none", "Check the address and the port.");
        }

        if (problems.HasFlag(CertificateProblems.Other))
        {
            yield return ($"the system says {certificate.Status}", "Ask those who run the server for a certificate that is made for one.");
        }
    }

    private static string Date(DateTime time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
