using System.Security.Cryptography;
using System.Text;
using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>Entries for tests.</summary>
internal static class Entries
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, 890, TimeSpan.Zero);

    public static JournalKey Key(int number) =>
        JournalKey.TryParse(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"key {number}"))).ToLowerInvariant(), out var key)
            ? key
            : throw new InvalidOperationException();

    public static JournalEntry Of(int number, JournalState state, string? uuid = null) =>
        new(Key(number), state, Now) { Uuid = state == JournalState.Intended ? null : uuid ?? $"uuid-{number}", Input = $"videos/{number}.mp4" };
}
