using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale.Wire;

/// <summary>The certificate of a server, as far as messages need it.</summary>
internal sealed class ServerCertificate
{
    public ServerCertificate(X509Certificate2? certificate, CertificateProblems problems, string? status)
    {
        Problems = problems;
        Status = status;
        if (certificate is not null)
        {
            Subject = certificate.Subject;
            Issuer = certificate.Issuer;
            NotBefore = certificate.NotBefore.ToUniversalTime();
            NotAfter = certificate.NotAfter.ToUniversalTime();
            Names = NamesOf(certificate);
        }
    }

    public string Subject { get; } = string.Empty;

    public string Issuer { get; } = string.Empty;

    public DateTime NotBefore { get; }

    public DateTime NotAfter { get; }

    /// <summary>The names and addresses of the certificate, separated by commas.</summary>
    public string Names { get; } = string.Empty;

    public CertificateProblems Problems { get; }

    /// <summary>The problems of the chain as the system reports them; null for none.</summary>
    public string? Status { get; }

    private static string NamesOf(X509Certificate2 certificate)
    {
#if NET
        var extension = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        var names = extension is null ? [] : extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())).ToList();
        return names.Count > 0 ? string.Join(", ", names) : certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
#else
        var extension = certificate.Extensions.Cast<X509Extension>().FirstOrDefault(item => item.Oid?.Value == SubjectNames.Oid);
        var names = extension is null ? [] : SubjectNames.Read(extension.RawData);
        return names.Count > 0 ? string.Join(", ", names) : certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
#endif
    }
}
