namespace IkomiaScale.Reports.Pictures;

/// <summary>A rectangle in a picture, in pixels.</summary>
internal readonly record struct PixelBox(double X, double Y, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => X + Width;

    /// <summary>The lower edge.</summary>
    public double Bottom => Y + Height;

    public double Area => Width * Height;

    /// <summary>Whether two rectangles have more than an edge in common.</summary>
    public bool Overlaps(PixelBox other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    /// <summary>Returns the smallest rectangle around points; null for no points.</summary>
    public static PixelBox? Around(IReadOnlyCollection<PixelPoint> points)
    {
        if (points.Count == 0)
        {
            return null;
        }

        var (left, top) = (points.Min(point => point.X), points.Min(point => point.Y));
        return new PixelBox(left, top, points.Max(point => point.X) - left, points.Max(point => point.Y) - top);
    }
}
