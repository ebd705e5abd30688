using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace IkomiaScale.Emulator.Security;

/// <summary>The hashes of API tokens that users created. The tokens themselves are not stored.</summary>
internal sealed class IssuedTokens(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset?> _expiry = new(StringComparer.Ordinal);

    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public void Add(string hash, DateTimeOffset? expiresAt) => _expiry[hash] = expiresAt;

    public bool IsGood(string token) =>
        _expiry.TryGetValue(HashOf(token), out var expiresAt) && !(expiresAt <= clock.GetUtcNow());
}
