using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace IkomiaScale.Connections;

/// <summary>Certificates from files and from the system's store.</summary>
internal static class CertificateReader
{
    private static readonly Regex Pem = new("-----BEGIN CERTIFICATE-----(?<text>[^-]+)-----END CERTIFICATE-----", RegexOptions.CultureInvariant);
    private static readonly Regex Thumbprint = new("^[0-9a-fA-F]{40}$", RegexOptions.CultureInvariant);

    /// <summary>Whether it is the thumbprint of a certificate, and not a file.</summary>
    public static bool IsThumbprint(string reference) => Thumbprint.IsMatch(reference);

    /// <summary>The certificates of authorities in a file: PEM, any number of them, or one in DER.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the file is not there, or is something else.</exception>
    public static IReadOnlyList<X509Certificate2> Authorities(string file) => Checked(file, "-CertificateAuthority", () =>
    {
        var bytes = File.ReadAllBytes(file);
        var texts = Pem.Matches(Encoding.ASCII.GetString(bytes)).Cast<Match>().Select(match => Convert.FromBase64String(match.Groups["text"].Value)).ToList();
        return (IReadOnlyList<X509Certificate2>)(texts.Count > 0 ? texts : [bytes]).Select(text => new X509Certificate2(text)).ToList();
    });

    /// <summary>A client certificate with its key: a file (PFX without a password, or PEM), or the thumbprint of one in the user's or the machine's store.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: it is not there, or is something else.</exception>
    public static X509Certificate2 Client(string reference) => IsThumbprint(reference)
        ? FromStore(reference, StoreLocation.CurrentUser) ?? FromStore(reference, StoreLocation.LocalMachine) ?? throw new ScaleException(
            ScaleErrorId.InvalidInput, $"No certificate of the user or the machine has the thumbprint {reference}. Check -Certificate.") { Target = reference }
        : Checked(reference, "-Certificate", () => FromFile(reference));

    private static X509Certificate2 FromFile(string file)
    {
#if NET
        if (File.ReadAllText(file).Contains("-----BEGIN", StringComparison.Ordinal))
        {
            using var pem = X509Certificate2.CreateFromPemFile(file);

            // Windows does not show a certificate whose key is in memory alone.
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
            // There is no such store on this system, or it is nobody's business.
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
            throw new ScaleException(ScaleErrorId.InvalidInput, $"The file '{file}' of {parameter} cannot be read: {exception.Message.TrimEnd('.')}. Check its name and rights.", exception) { Target = file };
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"The file '{file}' of {parameter} has no certificate that can be used: {exception.Message.TrimEnd('.')}. " +
                (parameter == "-Certificate" ? "Give a PFX file without a password, a PEM file with the key in it, or load it yourself: -Certificate (Get-PfxCertificate <file>)." : "Give one in PEM or DER."),
                exception)
            {
                Target = file,
            };
        }
    }
}
