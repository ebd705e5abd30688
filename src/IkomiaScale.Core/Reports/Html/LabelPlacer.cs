using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Html;

/// <summary>
/// Finds places for labels: inside the picture, next to their shapes, without overlaps. A label without a place is left out.
/// </summary>
internal sealed class LabelPlacer
{
    private const int StepLimit = 8;

    private readonly double _width;
    private readonly double _height;
    private readonly List<PixelBox> _taken = [];

    public LabelPlacer(double width, double height)
    {
        _width = width;
        _height = height;
    }

    /// <summary>Returns the place of a label; null if there is none.</summary>
    /// <param name="thing">The rectangle around the shape.</param>
    /// <param name="width">The width of the label.</param>
    /// <param name="height">The height of the label.</param>
    public PixelBox? Place(PixelBox thing, double width, double height)
    {
        if (width > _width || height > _height)
        {
            return null;
        }

        foreach (var (x, y) in Candidates(thing, width, height))
        {
            var place = new PixelBox(Math.Max(0, Math.Min(x, _width - width)), Math.Max(0, Math.Min(y, _height - height)), width, height);
            if (!_taken.Exists(place.Overlaps))
            {
                _taken.Add(place);
                return place;
            }
        }

        return null;
    }

    private static IEnumerable<(double X, double Y)> Candidates(PixelBox thing, double width, double height)
    {
        yield return (thing.X, thing.Y - height);
        yield return (thing.X, thing.Y);
        yield return (thing.Right - width, thing.Y - height);
        yield return (thing.X, thing.Bottom);
        yield return (thing.Right - width, thing.Bottom);
        yield return (thing.X, thing.Bottom - height);
        yield return (thing.Right, thing.Y);
        yield return (thing.X - width, thing.Y);
        for (var step = 1; step <= StepLimit; step++)
        {
            yield return (thing.X, thing.Y + (step * height));
            yield return (thing.X, thing.Y - ((step + 1) * height));
        }
    }
}
