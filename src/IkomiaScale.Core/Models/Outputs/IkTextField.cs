namespace IkomiaScale;

/// <summary>A text in an image.</summary>
public sealed class IkTextField
{
    internal IkTextField()
    {
    }

    /// <summary>The identifier within the output, from the service.</summary>
    public string? Id { get; internal init; }

    /// <summary>The kind of field; null if unknown.</summary>
    public string? Label { get; internal init; }

    /// <summary>The text.</summary>
    public string? Text { get; internal init; }

    /// <summary>The confidence of the model, 0 to 1; null if unknown.</summary>
    public double? Confidence { get; internal init; }

    /// <summary>The color to draw it with; null for none.</summary>
    public IkColor? Color { get; internal init; }

    /// <summary>The corners of its area, in pixels.</summary>
    public IReadOnlyList<IkPoint> Polygon { get; internal init; } = [];

    /// <summary>The text.</summary>
    public override string ToString() => Text ?? string.Empty;

    /// <summary>The confidence for a view: a bar and the number.</summary>
    public string FormatConfidence() => ConfidenceBar.Of(Confidence);

    /// <summary>The rectangle around the polygon; null for none.</summary>
    internal IkBox? Bounds => Polygon.Count == 0 ? null : new IkBox(
        Polygon.Min(corner => corner.X),
        Polygon.Min(corner => corner.Y),
        Polygon.Max(corner => corner.X) - Polygon.Min(corner => corner.X),
        Polygon.Max(corner => corner.Y) - Polygon.Min(corner => corner.Y));
}
