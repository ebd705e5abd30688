using System.Collections.Concurrent;
using System.Diagnostics;

namespace IkomiaScale.Completion;

/// <summary>Keeps completions for a few seconds, so that pressing Tab again causes no request.</summary>
internal static class CompletionCache
{
    private const int EntryLimit = 100;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<(IkConnection Connection, string Key), (Stopwatch Age, IReadOnlyCollection<string> Values)> Entries = new();

    /// <summary>The values for a key of a connection, from the cache or newly loaded.</summary>
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
