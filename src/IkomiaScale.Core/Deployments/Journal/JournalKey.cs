using System.Globalization;

namespace IkomiaScale.Deployments.Journal;

/// <summary>The sha256 of what decides the result of a run. A struct of 32 bytes, because there are many.</summary>
internal readonly struct JournalKey : IEquatable<JournalKey>
{
    /// <summary>The length of its text in characters.</summary>
    public const int TextLength = 64;

    private const int PartLength = 16;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    private JournalKey(ulong first, ulong second, ulong third, ulong fourth)
    {
        _first = first;
        _second = second;
        _third = third;
        _fourth = fourth;
    }

    /// <summary>The first eight bytes as a number, which decide the shard.</summary>
    public ulong Leading => _first;

    /// <summary>Parses lower-case hexadecimal digits.</summary>
    public static bool TryParse(string? text, out JournalKey key)
    {
        key = default;
        if (text is not { Length: TextLength } || text.Any(digit => digit is not ((>= '0' and <= '9') or (>= 'a' and <= 'f'))))
        {
            return false;
        }

        key = new JournalKey(Part(text, 0), Part(text, 1), Part(text, 2), Part(text, 3));
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(JournalKey other) =>
        _first == other._first && _second == other._second && _third == other._third && _fourth == other._fourth;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JournalKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _first.GetHashCode();

    /// <summary>Returns lower-case hexadecimal digits.</summary>
    public override string ToString() => FormattableString.Invariant($"{_first:x16}{_second:x16}{_third:x16}{_fourth:x16}");

    private static ulong Part(string text, int number) =>
        ulong.Parse(text.Substring(number * PartLength, PartLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
