namespace IkomiaScale;

/// <summary>A piece of text in an image.</summary>
public sealed class IkTextField
{
    internal IkTextField()
    {
    }

    /// <summary>Its number within the output, as the service gives it.</summary>
    public string? Id { get; internal init; }

    /// <summary>What kind of field it is, where the model tells.</summary>
    public string? Label { get; internal init; }

    /// <summary>The text.</summary>
    public string? Text { get; internal init; }

    /// <summary>How sure the model is, 0 to 1.</summary>
    public double? Confidence { get; internal init; }

    /// <summary>The colour to draw it with.</summary>
    public IkColor? Color { get; internal init; }

    /// <summary>The corners of its area, in pixels.</summary>
    public IReadOnlyList<IkPoint> Polygon { get; internal init; } = [];

    /// <summary>The text.</summary>
    public override string ToString() => Text ?? string.Empty;

    /// <summary>How sure the model is, as a view shows it: a bar and the number.</summary>
    public string FormatConfidence() => ConfidenceBar.Of(Confidence);

    /// <summary>The rectangle around the polygon; null for none.</summary>
    internal IkBox? Bounds => Polygon.Count == 0 ? null : new IkBox(
        Polygon.Min(corner => corner.X),
        Polygon.Min(corner => corner.Y),
        Polygon.Max(corner => corner.X) - Polygon.Min(corner => corner.X),
        Polygon.Max(corner => corner.Y) - Polygon.Min(corner => corner.Y));
}
