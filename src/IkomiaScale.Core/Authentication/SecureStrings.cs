using System.Net;
using System.Security;

namespace IkomiaScale.Authentication;

/// <summary>Converts between text and <see cref="SecureString"/>.</summary>
internal static class SecureStrings
{
    /// <summary>Returns the secret as text. Call it only when the secret is sent.</summary>
    public static string Reveal(this SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    /// <summary>Returns the text as a read-only secret.</summary>
    public static SecureString Protect(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
