using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Shapes;

/// <summary>
/// Finds the place of a mask: most cover the whole picture, in its size or smaller; some cover only the box of their shape.
/// </summary>
internal static class MaskPlacement
{
    private const double SizeTolerance = 2;
    private const double RatioTolerance = 0.03;

    /// <summary>Returns the layer of a shape with a mask; null if the mask is empty.</summary>
    public static MaskLayer? Place(FoundShape shape, double width, double height)
    {
        var whole = new PixelBox(0, 0, width, height);
        if (shape.Pixels is not { } pixels)
        {
            // A mask that cannot be read here is shown unchanged if it has several labels. A mask of one shape can be a
            // stencil.
            return shape.Mask is { ContentType: { } type } mask ? new MaskLayer(whole, type, mask.File, Inside: null, shape.Kind == ShapeKind.Mask) : null;
        }

        var image = PngLayer.Write(pixels, Palette.Color(Palette.IndexOf(shape.Label)), out var area);
        if (image is null)
        {
            return null;
        }

        var target = IsOfBox(shape, pixels, whole) ? shape.Box!.Value : whole;
        var (right, down) = (target.Width / pixels.Width, target.Height / pixels.Height);
        var place = new PixelBox(target.X + (area.X * right), target.Y + (area.Y * down), area.Width * right, area.Height * down);
        var inside = pixels.Inside() is { } spot ? new PixelPoint(target.X + (spot.X * right), target.Y + (spot.Y * down)) : (PixelPoint?)null;
        return new MaskLayer(place, "image/png", image, inside, IsStencil: false);
    }

    private static bool IsOfBox(FoundShape shape, PixelGrid pixels, PixelBox whole)
    {
        if (shape is not { Kind: ShapeKind.Mask, Box: { Width: > 0, Height: > 0 } box } || IsOfSize(pixels, whole))
        {
            return false;
        }

        return IsOfSize(pixels, box) || (!HasRatio(pixels, whole) && HasRatio(pixels, box));
    }

    private static bool IsOfSize(PixelGrid pixels, PixelBox box) =>
        Math.Abs(pixels.Width - box.Width) <= SizeTolerance && Math.Abs(pixels.Height - box.Height) <= SizeTolerance;

    private static bool HasRatio(PixelGrid pixels, PixelBox box) =>
        Math.Abs(((double)pixels.Width / pixels.Height) - (box.Width / box.Height)) <= RatioTolerance * (box.Width / box.Height);
}
