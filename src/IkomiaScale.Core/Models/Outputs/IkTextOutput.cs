namespace IkomiaScale;

/// <summary>Texts that were read in an image (<c>TEXT</c>; docs/protocol.md, section 5).</summary>
public sealed class IkTextOutput : IkOutput
{
    internal IkTextOutput(OutputOrigin origin)
        : base(origin)
    {
    }

    /// <summary>The texts, in the order of the service.</summary>
    public IReadOnlyList<IkTextField> Fields { get; internal init; } = [];

    /// <summary>The index of the input image that they refer to, from 0; null if unknown.</summary>
    public int? ReferenceImageIndex { get; internal init; }

    /// <summary>All texts, one per line.</summary>
    public string Text => string.Join("\n", Fields.Select(field => field.Text));

    /// <inheritdoc/>
    public override string ToString() => Tally.Count(Fields.Count, "text field", "text fields");

    /// <summary>The texts for a view, one per line.</summary>
    public override string FormatContent() => ConfidenceBar.Column(Fields, field => ConfidenceBar.Label(field.Text), isFirst: true);

    /// <summary>The confidences for a view, one per line.</summary>
    public override string FormatConfidences() => ConfidenceBar.Column(Fields, field => field.FormatConfidence());

    /// <summary>The rectangles around the polygons for a view, one per line.</summary>
    public override string FormatBoxes() => ConfidenceBar.Column(Fields, field => field.Bounds?.ToString() ?? string.Empty);
}
