using System.Net;
using System.Security;

namespace IkomiaScale.Authentication;

/// <summary>Secrets in and out of <see cref="SecureString"/>.</summary>
internal static class SecureStrings
{
    /// <summary>The secret as text, for the moment that it is sent.</summary>
    public static string Reveal(this SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    /// <summary>The text as a secret.</summary>
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
