namespace IkomiaScale;

/// <summary>A color. Each part is from 0 to 255.</summary>
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

    /// <summary>The opacity; 255 if the service returned none.</summary>
    public byte A { get; }

    /// <summary><c>#rrggbb</c>, or <c>#rrggbbaa</c> if it is not opaque.</summary>
    public override string ToString() => A == 255 ? $"#{R:x2}{G:x2}{B:x2}" : $"#{R:x2}{G:x2}{B:x2}{A:x2}";
}
