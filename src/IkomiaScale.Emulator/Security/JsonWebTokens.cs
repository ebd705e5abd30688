using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace IkomiaScale.Emulator.Security;

/// <summary>Issues and checks JWTs, signed with HS256.</summary>
internal sealed class JsonWebTokens(SigningKey key, TimeProvider clock)
{
    public const string StorageScope = "storage";
    public const string DeploymentScope = "deployment";

    private static readonly string Header = WebEncoders.Base64UrlEncode("""{"alg":"HS256","typ":"JWT"}"""u8.ToArray());

    public string Issue(string audience, bool storage, TimeSpan lifetime)
    {
        var now = clock.GetUtcNow();
        var claims = new JwtClaims
        {
            Audience = audience,
            Scope = storage ? $"{DeploymentScope} {StorageScope}" : DeploymentScope,
            Id = Guid.NewGuid().ToString("N"),
            IssuedAt = now.ToUnixTimeSeconds(),
            ExpiresAt = (now + lifetime).ToUnixTimeSeconds(),
        };
        var unsigned = $"{Header}.{WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{unsigned}.{WebEncoders.Base64UrlEncode(key.Sign(Encoding.ASCII.GetBytes(unsigned)))}";
    }

    /// <summary>Returns the claims of a valid token, or null and the reason.</summary>
    public JwtClaims? Check(string token, out string reason)
    {
        reason = "The token is malformed.";
        var lastDot = token.LastIndexOf('.');
        // Comparing the complete header rules out every other algorithm, above all "none".
        if (lastDot <= 0 || !token.StartsWith(Header + '.', StringComparison.Ordinal) || !Ascii.IsValid(token))
        {
            return null;
        }

        try
        {
            var signature = WebEncoders.Base64UrlDecode(token[(lastDot + 1)..]);
            if (!key.Verify(Encoding.ASCII.GetBytes(token[..lastDot]), signature))
            {
                reason = "The token's signature is not valid.";
                return null;
            }

            var payload = WebEncoders.Base64UrlDecode(token[(Header.Length + 1)..lastDot]);
            var claims = JsonSerializer.Deserialize<JwtClaims>(payload);
            if (claims is null || DateTimeOffset.FromUnixTimeSeconds(claims.ExpiresAt) <= clock.GetUtcNow())
            {
                reason = "The token has expired.";
                return null;
            }

            return claims;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or ArgumentException)
        {
            return null;
        }
    }
}
