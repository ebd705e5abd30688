using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale.Emulator.Security;

/// <summary>
/// An authority of the emulator's own, made when it starts, and the certificate that it gives the emulator. Its key is in memory alone: nobody
/// can make another certificate that it stands for.
/// </summary>
internal sealed class LocalAuthority : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    // A clock that is a little behind must not refuse what has just been made.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    private readonly X509Certificate2 _authority;

    private LocalAuthority(X509Certificate2 authority, X509Certificate2 server)
    {
        _authority = authority;
        Server = server;
    }

    /// <summary>The certificate of the emulator, with its key: for this machine's own names.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>The certificate of the authority, as clients want it.</summary>
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

        // Windows does not show a certificate whose key it does not keep itself.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
