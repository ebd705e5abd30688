using System.Collections.Concurrent;
using System.Diagnostics;

namespace IkomiaScale.Completion;

/// <summary>Remembers for a few seconds what was offered, so that pressing Tab again does not ask again.</summary>
internal static class CompletionCache
{
    private const int EntryLimit = 100;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<(IkConnection Connection, string Key), (Stopwatch Age, IReadOnlyCollection<string> Values)> Entries = new();

    /// <summary>The values for a key of a connection, fresh or remembered.</summary>
    public static IReadOnlyCollection<string> GetOrAdd(IkConnection connection, string key, Func<IReadOnlyCollection<string>> load)
    {
        if (Entries.TryGetValue((connection, key), out var entry) && entry.Age.Elapsed < Lifetime)
        {
            return entry.Values;
        }

        if (Entries.Count >= EntryLimit)
        {
            Entries.Clear();
        }

        var values = load();
        Entries[(connection, key)] = (Stopwatch.StartNew(), values);
        return values;
    }
}
