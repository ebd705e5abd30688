using System.Globalization;
using System.Text;
using IkomiaScale.Emulator.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IkomiaScale.Emulator.Security;

/// <summary>Creates and checks pre-signed URLs: an object, the time of expiry, and a signature of both.</summary>
internal sealed class PresignedUrls(SigningKey key, TimeProvider clock)
{
    public const string Route = "/v1/presigned/{uid}";

    public string Create(string baseAddress, string uid, DateTimeOffset expiresAt)
    {
        var expires = expiresAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var signature = WebEncoders.Base64UrlEncode(key.Sign(Content(uid, expires)));
        return $"{baseAddress}/v1/presigned/{uid}?expires={expires}&signature={signature}";
    }

    public void Check(HttpRequest request, string uid)
    {
        var expires = QueryValues.Text(request, "expires") ?? "";
        if (!IsSigned(uid, expires, QueryValues.Text(request, "signature") ?? "")
            || !long.TryParse(expires, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds))
        {
            throw RequestException.Forbidden("The URL's signature is not valid.");
        }

        if (milliseconds <= clock.GetUtcNow().ToUnixTimeMilliseconds())
        {
            throw RequestException.Forbidden("The URL has expired.");
        }
    }

    private bool IsSigned(string uid, string expires, string signature)
    {
        try
        {
            return key.Verify(Content(uid, expires), WebEncoders.Base64UrlDecode(signature));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The prefix makes sure that the signature of a URL is never valid for a token.</summary>
    private static byte[] Content(string uid, string expires) => Encoding.UTF8.GetBytes($"presigned\n{uid}\n{expires}");
}
