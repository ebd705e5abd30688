using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Shapes;

/// <summary>A thing that was found, as it is drawn.</summary>
/// <param name="Kind">What is drawn.</param>
/// <param name="Label">The name of its class.</param>
internal sealed record FoundShape(ShapeKind Kind, string Label)
{
    /// <summary>What a thing is called that has no name.</summary>
    public const string NoLabel = "(no label)";

    /// <summary>How sure the model is, 0 to 1; null where it does not tell.</summary>
    public double? Score { get; init; }

    /// <summary>Its number within the output.</summary>
    public string? Id { get; init; }

    /// <summary>The rectangle around it; null for none.</summary>
    public PixelBox? Box { get; init; }

    /// <summary>The corners of a text's area.</summary>
    public IReadOnlyList<PixelPoint> Polygon { get; init; } = [];

    /// <summary>The keypoints.</summary>
    public IReadOnlyList<ShapePoint> Points { get; init; } = [];

    /// <summary>The lines between keypoints, each by the positions of its two in <see cref="Points"/>.</summary>
    public IReadOnlyList<(int From, int To)> Links { get; init; } = [];

    /// <summary>The text that was read.</summary>
    public string? Text { get; init; }

    /// <summary>How much of the picture it covers, 0 to 1.</summary>
    public double? Share { get; init; }

    /// <summary>The mask as it came.</summary>
    public MaskImage? Mask { get; init; }

    /// <summary>Which pixels of its mask are it, 1 or 0; null where only a browser can read the mask.</summary>
    public PixelGrid? Pixels { get; init; }

    /// <summary>The mask as it is drawn; null before it is placed, and for none.</summary>
    public MaskLayer? Layer { get; init; }

    /// <summary>The rectangle around all that is drawn.</summary>
    public PixelBox? Bounds => Box ?? Layer?.Place ?? PixelBox.Around(Polygon.Count > 0 ? Polygon.ToList() : Points.Select(point => point.Place).ToList());

    /// <summary>The same in the upright picture.</summary>
    public FoundShape Turned(Turn turn, double width, double height) => turn.IsNone ? this : this with
    {
        Box = Box is { } box ? turn.Apply(box, width, height) : null,
        Polygon = Polygon.Select(point => turn.Apply(point, width, height)).ToList(),
        Points = Points.Select(point => point with { Place = turn.Apply(point.Place, width, height) }).ToList(),
        Pixels = Pixels is { } pixels ? turn.Apply(pixels) : null,
    };

    /// <summary>The same with its mask as a layer of a picture of a size.</summary>
    public FoundShape Placed(double width, double height) =>
        Mask is null ? this : this with { Mask = null, Pixels = null, Layer = MaskPlacement.Place(this, width, height) };
}
