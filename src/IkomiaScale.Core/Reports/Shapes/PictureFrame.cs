using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Shapes;

/// <summary>
/// Converts shapes to the coordinates of the upright picture, as people see it. A model saw the picture either upright or as
/// stored; for a picture that is stored rotated, sizes and coordinates show which.
/// </summary>
internal static class PictureFrame
{
    /// <summary>Returns the shapes in the upright picture, large ones first.</summary>
    /// <param name="found">The shapes in the coordinates of the model.</param>
    /// <param name="header">The header of the picture; null for none.</param>
    /// <param name="others">The sizes of other pictures that the same run returned.</param>
    public static (double Width, double Height, IReadOnlyList<FoundShape> Shapes) Draw(
        IReadOnlyList<FoundShape> found, PictureHeader? header, IReadOnlyList<(int Width, int Height)> others)
    {
        var (width, height) = header is null ? Extent(found) : (header.SeenWidth, header.SeenHeight);
        var turn = header is not null && SawStored(found, header, others) ? header.Turn : Turn.None;
        var shapes = found
            .Select(shape => shape.Turned(turn, header?.Width ?? width, header?.Height ?? height).Placed(width, height))
            .ToList();
        return (width, height, shapes.OrderByDescending(shape => shape.Kind == ShapeKind.Area).ThenByDescending(shape => shape.Bounds?.Area ?? 0).ToList());
    }

    private static bool SawStored(IReadOnlyList<FoundShape> found, PictureHeader header, IReadOnlyList<(int Width, int Height)> others)
    {
        if (!header.Turn.SwapsSides || header.Width == header.Height)
        {
            return false;
        }

        var sizes = found.Where(shape => shape.Pixels is not null).Select(shape => (shape.Pixels!.Width, shape.Pixels.Height)).Concat(others).ToList();
        if (sizes.Contains((header.Width, header.Height)) != sizes.Contains((header.Height, header.Width)))
        {
            return sizes.Contains((header.Width, header.Height));
        }

        var (right, bottom) = Extent(found);
        var isBeyond = right > header.SeenWidth + 1 || bottom > header.SeenHeight + 1;
        return isBeyond && right <= header.Width + 1 && bottom <= header.Height + 1;
    }

    private static (double Right, double Bottom) Extent(IReadOnlyList<FoundShape> found)
    {
        var (right, bottom) = (1.0, 1.0);
        foreach (var shape in found)
        {
            var bounds = shape.Bounds ?? default;
            (right, bottom) = (Math.Max(right, bounds.Right), Math.Max(bottom, bounds.Bottom));
            (right, bottom) = (Math.Max(right, shape.Pixels?.Width ?? 0), Math.Max(bottom, shape.Pixels?.Height ?? 0));
        }

        return (right, bottom);
    }
}
