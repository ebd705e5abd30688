using System.Globalization;

namespace IkomiaScale.Deployments.Journal;

/// <summary>Which part of a batch a process works on. Counted from 1, as test runners have it.</summary>
internal readonly record struct Shard(int Number, int Count)
{
    /// <summary>The whole batch.</summary>
    public static readonly Shard Whole = new(1, 1);

    /// <summary>Reads <c>3/16</c>.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: it is no shard.</exception>
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
                    $"'{text}' is not a shard. Give its number, from 1, and how many there are, such as '3/16'. " +
                    "Where an engine counts from 0, add 1.")
                {
                    Target = text,
                };
    }

    /// <summary>The one of so many that a key belongs to: the same on every machine.</summary>
    public static Shard Of(JournalKey key, int count) => new((int)(key.Leading % (ulong)count) + 1, count);

    /// <summary>Whether a key belongs to it.</summary>
    public bool Has(JournalKey key) => Of(key, Count) == this;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Number}/{Count}");
}
