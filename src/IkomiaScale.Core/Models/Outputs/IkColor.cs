namespace IkomiaScale;

/// <summary>A colour, each part 0 to 255.</summary>
public sealed class IkColor
{
    internal IkColor(byte red, byte green, byte blue, byte alpha)
    {
        R = red;
        G = green;
        B = blue;
        A = alpha;
    }

    /// <summary>Red.</summary>
    public byte R { get; }

    /// <summary>Green.</summary>
    public byte G { get; }

    /// <summary>Blue.</summary>
    public byte B { get; }

    /// <summary>Opacity; 255 where the service gives none.</summary>
    public byte A { get; }

    /// <summary><c>#rrggbb</c>, with the opacity behind it where it is not full.</summary>
    public override string ToString() => A == 255 ? $"#{R:x2}{G:x2}{B:x2}" : $"#{R:x2}{G:x2}{B:x2}{A:x2}";
}
