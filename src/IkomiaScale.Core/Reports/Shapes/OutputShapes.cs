using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Shapes;

/// <summary>Converts outputs to shapes, in the coordinates of the output.</summary>
internal static class OutputShapes
{
    /// <summary>Returns the shapes; none for an output that finds nothing in a picture.</summary>
    public static IReadOnlyList<FoundShape> Of(IkOutput output) => output switch
    {
        IkDetectionOutput detections => detections.Detections.Select(found => Box(found, ShapeKind.Box)).ToList(),
        IkInstanceSegmentationOutput instances => instances.Detections.Select(Instance).ToList(),
        IkSemanticSegmentationOutput areas => AreaShapes.Of(areas),
        IkKeypointsOutput keypoints => keypoints.Objects.Select(found => Keypoints(found, keypoints.Links)).ToList(),
        IkTextOutput texts => texts.Fields.Select(Text).ToList(),
        _ => [],
    };

    /// <summary>Returns the index of the input picture that an output refers to, from 0; null if unknown.</summary>
    public static int? PictureOf(IkOutput output) => output switch
    {
        IkDetectionOutput detections => detections.ReferenceImageIndex,
        IkInstanceSegmentationOutput instances => instances.ReferenceImageIndex,
        IkSemanticSegmentationOutput areas => areas.ReferenceImageIndex,
        IkKeypointsOutput keypoints => keypoints.ReferenceImageIndex,
        IkTextOutput texts => texts.ReferenceImageIndex,
        _ => null,
    };

    private static FoundShape Box(IkDetection found, ShapeKind kind) => new(kind, Name(found.Label))
    {
        Score = Finite(found.Confidence),
        Id = found.Id,
        Box = BoxOf(found.Box),
    };

    private static FoundShape Instance(IkInstance found)
    {
        var mask = MaskImage.From(found.GetMaskBytes());
        return Box(found, mask is null ? ShapeKind.Box : ShapeKind.Mask) with
        {
            Mask = mask,
            Pixels = mask?.Labels?.Grid.Map(value => value == 0 ? 0 : 1),
        };
    }

    private static FoundShape Keypoints(IkKeypointObject found, IReadOnlyList<IkKeypointLink> links)
    {
        var points = found.Points.Where(point => IsFinite(point.X) && IsFinite(point.Y)).ToList();
        var shape = Box(found, ShapeKind.Keypoints) with
        {
            Points = points.Select(point => new ShapePoint(point.Index, point.Name, new PixelPoint(point.X, point.Y))).ToList(),
            Links = links
                .Select(link => (points.FindIndex(point => point.Index == link.Index1), points.FindIndex(point => point.Index == link.Index2)))
                .Where(link => link.Item1 >= 0 && link.Item2 >= 0)
                .ToList(),
        };
        return shape with { Box = shape.Box is { Width: > 0, Height: > 0 } ? shape.Box : null };
    }

    private static FoundShape Text(IkTextField field)
    {
        var polygon = field.Polygon.Where(point => IsFinite(point.X) && IsFinite(point.Y)).Select(point => new PixelPoint(point.X, point.Y)).ToList();
        return new FoundShape(ShapeKind.Text, string.IsNullOrWhiteSpace(field.Label) ? "text" : field.Label!)
        {
            Score = Finite(field.Confidence),
            Id = field.Id,
            Text = field.Text,
            Polygon = polygon,
        };
    }

    private static string Name(string? label) => string.IsNullOrWhiteSpace(label) ? FoundShape.NoLabel : label!;

    private static PixelBox? BoxOf(IkBox? box) =>
        box is not null && IsFinite(box.X) && IsFinite(box.Y) && IsFinite(box.Width) && IsFinite(box.Height)
            ? new PixelBox(
                Math.Min(box.X, box.X + box.Width), Math.Min(box.Y, box.Y + box.Height), Math.Abs(box.Width), Math.Abs(box.Height))
            : null;

    private static double? Finite(double? number) => number is { } value && IsFinite(value) ? value : null;

    private static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);
}
