namespace IkomiaScale;

/// <summary>Text that was read in an image (<c>TEXT</c>).</summary>
public sealed class IkTextOutput : IkOutput
{
    internal IkTextOutput(OutputOrigin origin)
        : base(origin)
    {
    }

    /// <summary>The pieces of text, in the service's order.</summary>
    public IReadOnlyList<IkTextField> Fields { get; internal init; } = [];

    /// <summary>Which input image they refer to, from 0; null where the service does not tell.</summary>
    public int? ReferenceImageIndex { get; internal init; }

    /// <summary>All of the text, a line for each field.</summary>
    public string Text => string.Join("\n", Fields.Select(field => field.Text));

    /// <inheritdoc/>
    public override string ToString() => Tally.Count(Fields.Count, "text field", "text fields");

    /// <summary>The texts, a line each, as a view shows them.</summary>
    public override string FormatContent() => ConfidenceBar.Column(Fields, field => ConfidenceBar.Label(field.Text), isFirst: true);

    /// <summary>How sure the model is of each, as a view shows it.</summary>
    public override string FormatConfidences() => ConfidenceBar.Column(Fields, field => field.FormatConfidence());

    /// <summary>The rectangles around their polygons, as a view shows them.</summary>
    public override string FormatBoxes() => ConfidenceBar.Column(Fields, field => field.Bounds?.ToString() ?? string.Empty);
}
