namespace IkomiaScale;

/// <summary>A point in an image, in pixels.</summary>
public sealed class IkPoint
{
    internal IkPoint(double x, double y)
    {
        X = x;
        Y = y;
    }

    /// <summary>Pixels from the left.</summary>
    public double X { get; }

    /// <summary>Pixels from the top.</summary>
    public double Y { get; }

    /// <summary><c>(x, y)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"({X:0.#}, {Y:0.#})");
}
