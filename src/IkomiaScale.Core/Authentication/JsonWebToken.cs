using System.Text;
using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Authentication;

/// <summary>What a JWT says of itself. It is read and not checked: whether it is good is the service's word.</summary>
internal static class JsonWebToken
{
    /// <summary>How long a token lives from now on; null where it does not say, or is no JWT.</summary>
    /// <param name="jwt">The token.</param>
    /// <param name="now">When it was asked for.</param>
    public static TimeSpan? LifetimeOf(string jwt, DateTimeOffset now)
    {
        if (Claims(jwt) is not { } claims || JsonText.Number(claims["exp"]) is not { } expires)
        {
            return null;
        }

        // Both ends by the service's clock, where it tells both: then it does not matter what ours says.
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
