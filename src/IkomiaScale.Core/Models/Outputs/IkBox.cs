namespace IkomiaScale;

/// <summary>A rectangle in an image, in pixels.</summary>
public sealed class IkBox
{
    internal IkBox(double x, double y, double width, double height)
    {
        X = x;
        Y = y;
        Width = width;
        Height = height;
    }

    /// <summary>The left edge, from the left of the image.</summary>
    public double X { get; }

    /// <summary>The upper edge, from the top of the image.</summary>
    public double Y { get; }

    /// <summary>The width.</summary>
    public double Width { get; }

    /// <summary>The height.</summary>
    public double Height { get; }

    /// <summary><c>(x, y) width x height</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"({X:0.#}, {Y:0.#}) {Width:0.#} x {Height:0.#}");
}
