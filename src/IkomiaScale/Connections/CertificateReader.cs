using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace IkomiaScale.Connections;

/// <summary>Reads certificates from files and from the system's store.</summary>
internal static class CertificateReader
{
    private static readonly Regex Pem = new("-----BEGIN CERTIFICATE-----(?<text>[^-]+)-----END CERTIFICATE-----", RegexOptions.CultureInvariant);
    private static readonly Regex Thumbprint = new("^[0-9a-fA-F]{40}$", RegexOptions.CultureInvariant);

    /// <summary>Whether a reference is the thumbprint of a certificate instead of a file.</summary>
    public static bool IsThumbprint(string reference) => Thumbprint.IsMatch(reference);

    /// <summary>The certificates of authorities in a file: any number in PEM, or one in DER.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the file does not exist, or has no certificate.</exception>
    public static IReadOnlyList<X509Certificate2> Authorities(string file) => Checked(file, "-CertificateAuthority", () =>
    {
        var bytes = File.ReadAllBytes(file);
        var texts = Pem.Matches(Encoding.ASCII.GetString(bytes)).Cast<Match>().Select(match => Convert.FromBase64String(match.Groups["text"].Value)).ToList();
        return (IReadOnlyList<X509Certificate2>)(texts.Count > 0 ? texts : [bytes]).Select(text => new X509Certificate2(text)).ToList();
    });

    /// <summary>A client certificate with its key: a file (PFX without a password, or PEM), or a thumbprint in the user's or the machine's store.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the certificate does not exist, or has no private key.</exception>
    public static X509Certificate2 Client(string reference) => IsThumbprint(reference)
        ? FromStore(reference, StoreLocation.CurrentUser) ?? FromStore(reference, StoreLocation.LocalMachine) ?? throw new ScaleException(
            ScaleErrorId.InvalidInput, $"No certificate with the thumbprint {reference} is in the user's or the machine's store. Check -Certificate.") { Target = reference }
        : Checked(reference, "-Certificate", () => FromFile(reference));

    private static X509Certificate2 FromFile(string file)
    {
#if NET
        if (File.ReadAllText(file).Contains("-----BEGIN", StringComparison.Ordinal))
        {
            using var pem = X509Certificate2.CreateFromPemFile(file);

            // Windows sends no client certificate whose key is only in memory.
            return new X509Certificate2(pem.Export(X509ContentType.Pfx));
        }
#endif
        return new X509Certificate2(file, string.Empty);
    }

    private static X509Certificate2? FromStore(string thumbprint, StoreLocation location)
    {
        try
        {
            using var store = new X509Store(StoreName.My, location);
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false).Cast<X509Certificate2>().FirstOrDefault();
        }
        catch (CryptographicException)
        {
            // This system has no such store, or the user may not read it.
            return null;
        }
    }

    private static T Checked<T>(string file, string parameter, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ScaleException(ScaleErrorId.InvalidInput, $"The file '{file}' of {parameter} cannot be read: {exception.Message.TrimEnd('.')}. Check its name and permissions.", exception) { Target = file };
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"The file '{file}' of {parameter} has no usable certificate: {exception.Message.TrimEnd('.')}. " +
                (parameter == "-Certificate" ? "Use a PFX file without a password, a PEM file with the key in it, or load it yourself: -Certificate (Get-PfxCertificate <file>)." : "Use a file in PEM or DER."),
                exception)
            {
                Target = file,
            };
        }
    }
}
