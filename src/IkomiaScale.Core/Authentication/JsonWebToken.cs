using System.Text;
using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Authentication;

/// <summary>Reads the claims of a JWT. The signature is not checked: whether the token is valid is decided by the service.</summary>
internal static class JsonWebToken
{
    /// <summary>How long the token is valid from now on; null if it does not say, or is not a JWT.</summary>
    /// <param name="jwt">The token.</param>
    /// <param name="now">When it was requested.</param>
    public static TimeSpan? LifetimeOf(string jwt, DateTimeOffset now)
    {
        if (Claims(jwt) is not { } claims || JsonText.Number(claims["exp"]) is not { } expires)
        {
            return null;
        }

        // Both times are by the clock of the service if the token has both. Then a wrong local clock does not matter.
        var begins = JsonText.Number(claims["iat"]) is { } issued ? issued : now.ToUnixTimeSeconds();
        var seconds = expires - begins;
        return seconds > 0 && seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static JObject? Claims(string jwt)
    {
        var parts = jwt.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            var text = parts[1].Replace('-', '+').Replace('_', '/');
            return JsonText.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')))) as JObject;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }
}
