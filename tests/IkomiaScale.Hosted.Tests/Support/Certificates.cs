using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>Certificates made on the spot.</summary>
internal static class Certificates
{
    /// <summary>A certificate of an authority that nobody knows.</summary>
    public static string AuthorityPem { get; } = Make("CN=Some authority", false);

    /// <summary>A client certificate with its key.</summary>
    public static string ClientPem { get; } = Make("CN=client", true);

    private static string Make(string subject, bool withKey)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(!withKey, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem() + "\n" + (withKey ? key.ExportPkcs8PrivateKeyPem() + "\n" : string.Empty);
    }
}
