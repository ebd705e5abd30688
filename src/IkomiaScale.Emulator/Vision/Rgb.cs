namespace IkomiaScale.Emulator.Vision;

/// <summary>A color with 8 bits per channel.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>Returns the distance to another color: the largest difference of a channel, 0 to 255.</summary>
    public int DistanceTo(Rgb other) => Math.Max(Math.Abs(R - other.R), Math.Max(Math.Abs(G - other.G), Math.Abs(B - other.B)));

    /// <summary>Returns <c>#</c> and six hexadecimal digits.</summary>
    public override string ToString() => FormattableString.Invariant($"#{R:x2}{G:x2}{B:x2}");
}
