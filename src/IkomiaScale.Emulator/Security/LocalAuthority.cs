using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale.Emulator.Security;

/// <summary>
/// A certificate authority that is created when the emulator starts, and the emulator's certificate. The authority's key is never written to
/// disk, so nobody can issue another certificate with it.
/// </summary>
internal sealed class LocalAuthority : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    // The clock of a client may be a little behind.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    private readonly X509Certificate2 _authority;

    private LocalAuthority(X509Certificate2 authority, X509Certificate2 server)
    {
        _authority = authority;
        Server = server;
    }

    /// <summary>The certificate of the emulator, with its key, for the loopback names.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>The certificate of the authority, in PEM.</summary>
    public string Pem => _authority.ExportCertificatePem();

    public static LocalAuthority Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=IkomiaScale emulator authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var authority = request.CreateSelfSigned(now - Margin, now + Lifetime);
        return new LocalAuthority(authority, CreateServer(authority, now));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Server.Dispose();
        _authority.Dispose();
    }

    private static X509Certificate2 CreateServer(X509Certificate2 authority, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        using var bare = request.Create(authority, now - Margin, now + Lifetime - Margin, RandomNumberGenerator.GetBytes(16));
        using var withKey = bare.CopyWithPrivateKey(key);

        // Windows can use a certificate for a connection only if Windows itself holds its key.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
