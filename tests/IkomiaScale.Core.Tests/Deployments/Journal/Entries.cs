using System.Security.Cryptography;
using System.Text;
using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>Entries for tests.</summary>
internal static class Entries
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, 890, TimeSpan.Zero);

    public static JournalKey Key(int number) =>
        JournalKey.TryParse(Sha256($"key {number}"), out var key)
            ? key
            : throw new InvalidOperationException();

    /// <summary>Keeps a result and says so.</summary>
    public static async Task KeepAsync(this RunJournal journal, JournalEntry entry, byte[] content)
    {
        var (size, sha256) = await journal.WriteResultAsync(entry.Uuid!, new MemoryStream(content));
        await journal.WriteAsync(entry with { Size = size, Sha256 = sha256 });
    }

    /// <summary>Reads a journal that is open.</summary>
    public static string ReadShared(string path)
    {
        using var text = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return text.ReadToEnd();
    }

    public static string Sha256(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();

    public static JournalEntry Of(int number, JournalState state, string? uuid = null) =>
        new(Key(number), state, Now) { Uuid = state == JournalState.Intended ? null : uuid ?? $"uuid-{number}", Input = $"videos/{number}.mp4" };
}
