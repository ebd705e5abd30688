using System.Text.Json.Serialization;

namespace IkomiaScale.Emulator.Security;

/// <summary>The claims of a JWT.</summary>
internal sealed record JwtClaims
{
    [JsonPropertyName("iss")]
    public string Issuer { get; init; } = "ikscale-emulator";

    [JsonPropertyName("aud")]
    public required string Audience { get; init; }

    [JsonPropertyName("scope")]
    public required string Scope { get; init; }

    [JsonPropertyName("jti")]
    public required string Id { get; init; }

    [JsonPropertyName("iat")]
    public required long IssuedAt { get; init; }

    [JsonPropertyName("exp")]
    public required long ExpiresAt { get; init; }
}
