using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Shapes;

/// <summary>A shape that an output found, as it is drawn.</summary>
/// <param name="Kind">The kind of shape.</param>
/// <param name="Label">The name of its class.</param>
internal sealed record FoundShape(ShapeKind Kind, string Label)
{
    /// <summary>The label of a shape without one.</summary>
    public const string NoLabel = "(no label)";

    /// <summary>The confidence of the model, 0 to 1; null if unknown.</summary>
    public double? Score { get; init; }

    /// <summary>The identifier within the output.</summary>
    public string? Id { get; init; }

    /// <summary>The bounding box; null for none.</summary>
    public PixelBox? Box { get; init; }

    /// <summary>The corners of the area of a text.</summary>
    public IReadOnlyList<PixelPoint> Polygon { get; init; } = [];

    /// <summary>The keypoints.</summary>
    public IReadOnlyList<ShapePoint> Points { get; init; } = [];

    /// <summary>The lines between keypoints, as pairs of indexes into <see cref="Points"/>.</summary>
    public IReadOnlyList<(int From, int To)> Links { get; init; } = [];

    /// <summary>The text that was read.</summary>
    public string? Text { get; init; }

    /// <summary>The share of the picture that it covers, 0 to 1.</summary>
    public double? Share { get; init; }

    /// <summary>The mask of the output.</summary>
    public MaskImage? Mask { get; init; }

    /// <summary>The pixels of the shape in its mask, 1 or 0; null if only a browser can read the mask.</summary>
    public PixelGrid? Pixels { get; init; }

    /// <summary>The mask as it is drawn; null before it is placed, and for no mask.</summary>
    public MaskLayer? Layer { get; init; }

    /// <summary>The rectangle around everything that is drawn.</summary>
    public PixelBox? Bounds => Box ?? Layer?.Place ?? PixelBox.Around(Polygon.Count > 0 ? Polygon.ToList() : Points.Select(point => point.Place).ToList());

    /// <summary>Converts the shape to the upright picture.</summary>
    public FoundShape Turned(Turn turn, double width, double height) => turn.IsNone ? this : this with
    {
        Box = Box is { } box ? turn.Apply(box, width, height) : null,
        Polygon = Polygon.Select(point => turn.Apply(point, width, height)).ToList(),
        Points = Points.Select(point => point with { Place = turn.Apply(point.Place, width, height) }).ToList(),
        Pixels = Pixels is { } pixels ? turn.Apply(pixels) : null,
    };

    /// <summary>Converts the mask to a layer of a picture with this size.</summary>
    public FoundShape Placed(double width, double height) =>
        Mask is null ? this : this with { Mask = null, Pixels = null, Layer = MaskPlacement.Place(this, width, height) };
}
