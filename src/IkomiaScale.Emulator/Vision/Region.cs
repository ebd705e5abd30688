namespace IkomiaScale.Emulator.Vision;

/// <summary>Connected pixels of one color.</summary>
internal sealed class Region(int label)
{
    private long _red;
    private long _green;
    private long _blue;

    /// <summary>The label that its pixels have.</summary>
    public int Label { get; } = label;

    public int Left { get; private set; } = int.MaxValue;

    public int Top { get; private set; } = int.MaxValue;

    public int Right { get; private set; } = -1;

    public int Bottom { get; private set; } = -1;

    /// <summary>How many pixels it has.</summary>
    public int Area { get; private set; }

    public int Width => Right - Left + 1;

    public int Height => Bottom - Top + 1;

    /// <summary>Its mean color.</summary>
    public Rgb Color => new((byte)(_red / Area), (byte)(_green / Area), (byte)(_blue / Area));

    public void Add(int x, int y, Rgb color)
    {
        Area++;
        (_red, _green, _blue) = (_red + color.R, _green + color.G, _blue + color.B);
        (Left, Right) = (Math.Min(Left, x), Math.Max(Right, x));
        (Top, Bottom) = (Math.Min(Top, y), Math.Max(Bottom, y));
    }
}
