using System.Globalization;

namespace IkomiaScale.Deployments.Journal;

/// <summary>The part of a batch that a process works on. Numbers start at 1.</summary>
internal readonly record struct Shard(int Number, int Count)
{
    /// <summary>The whole batch.</summary>
    public static readonly Shard Whole = new(1, 1);

    /// <summary>Parses <c>3/16</c>.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: it is not a shard.</exception>
    public static Shard Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && number >= 1 && number <= count
                ? new Shard(number, count)
                : throw new ScaleException(
                    ScaleErrorId.InvalidInput,
                    $"'{text}' is not a shard. Use its number, from 1, and the number of shards, such as '3/16'. " +
                    "If your engine counts from 0, add 1.")
                {
                    Target = text,
                };
    }

    /// <summary>Returns the shard of a key for a number of shards. It is the same on every machine.</summary>
    public static Shard Of(JournalKey key, int count) => new((int)(key.Leading % (ulong)count) + 1, count);

    public bool Has(JournalKey key) => Of(key, Count) == this;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Number}/{Count}");
}
