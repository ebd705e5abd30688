using System.Globalization;

namespace IkomiaScale.Sync.Sides;

/// <summary>A sha256 in 32 bytes. For a million entries, text would take five times as much.</summary>
internal readonly struct Sha256Value : IEquatable<Sha256Value>
{
    /// <summary>The size in bytes.</summary>
    public const int Size = 32;

    private const int HexDigits = 2 * Size;
    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private Sha256Value(ulong a, ulong b, ulong c, ulong d)
    {
        _a = a;
        _b = b;
        _c = c;
        _d = d;
    }

    /// <summary>Whether there is a hash. No known content has a hash of zeros.</summary>
    public bool IsKnown => (_a | _b | _c | _d) != 0;

    /// <summary>Parses 64 hexadecimal digits. Any other text results in an unknown hash.</summary>
    public static Sha256Value Parse(string? hex) =>
        hex?.Length == HexDigits
        && Word(hex, 0, out var a) && Word(hex, 16, out var b) && Word(hex, 32, out var c) && Word(hex, 48, out var d)
            ? new Sha256Value(a, b, c, d)
            : default;

    /// <summary>Reads the bytes from <see cref="Write"/>.</summary>
    public static Sha256Value Read(BinaryReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadUInt64());

    /// <summary>Writes the 32 bytes.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_a);
        writer.Write(_b);
        writer.Write(_c);
        writer.Write(_d);
    }

    public bool Equals(Sha256Value other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    public override bool Equals(object? obj) => obj is Sha256Value other && Equals(other);

    public override int GetHashCode() => _a.GetHashCode();

    /// <summary>Returns lower-case hexadecimal digits, as the service does; null if the hash is unknown.</summary>
    public string? ToHex() => IsKnown ? FormattableString.Invariant($"{_a:x16}{_b:x16}{_c:x16}{_d:x16}") : null;

    public override string ToString() => ToHex() ?? string.Empty;

    private static bool Word(string hex, int start, out ulong word) =>
        ulong.TryParse(hex.Substring(start, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out word);
}
