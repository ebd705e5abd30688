using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale.Tests.Support;

/// <summary>A certificate authority of a test's own, which no system knows.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly List<X509Certificate2> _issued = [];

    public TestAuthority(string name = "Test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-5), DateTimeOffset.UtcNow.AddYears(5));
    }

    /// <summary>Its own certificate.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>A certificate for this machine, good now.</summary>
    public X509Certificate2 ForLoopback() => Issue("127.0.0.1", TimeSpan.FromDays(-1), TimeSpan.FromDays(1));

    /// <summary>A certificate for a name or an address.</summary>
    /// <param name="host">The name or address.</param>
    /// <param name="from">From when on, counted from now.</param>
    /// <param name="until">Until when, counted from now.</param>
    public X509Certificate2 Issue(string host, TimeSpan from, TimeSpan until)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        return Issue($"CN={host}", ServerUse, from, until, names.Build());
    }

    /// <summary>A certificate that a client shows.</summary>
    public X509Certificate2 ForClient() => Issue("CN=client", ClientUse, TimeSpan.FromDays(-1), TimeSpan.FromDays(1));

    public void Dispose()
    {
        _issued.ForEach(certificate => certificate.Dispose());
        Certificate.Dispose();
    }

    private X509Certificate2 Issue(string subject, string use, TimeSpan from, TimeSpan until, params X509Extension[] extensions)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        Array.ForEach(extensions, request.CertificateExtensions.Add);
        var now = DateTimeOffset.UtcNow;
        using var bare = request.Create(Certificate, now + from, now + until, RandomNumberGenerator.GetBytes(16));
        using var withKey = bare.CopyWithPrivateKey(key);

        // Windows does not show a certificate whose key it does not keep itself.
        var certificate = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
        _issued.Add(certificate);
        return certificate;
    }
}
