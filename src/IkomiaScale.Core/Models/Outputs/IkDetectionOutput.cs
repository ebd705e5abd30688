namespace IkomiaScale;

/// <summary>Detected objects (<c>OBJECT_DETECTION</c>).</summary>
public sealed class IkDetectionOutput : IkOutput
{
    internal IkDetectionOutput(OutputOrigin origin)
        : base(origin)
    {
    }

    /// <summary>What was found.</summary>
    public IReadOnlyList<IkDetection> Detections { get; internal init; } = [];

    /// <summary>Which input image the boxes refer to, from 0; null where the service does not tell.</summary>
    public int? ReferenceImageIndex { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Tally.Of("detection", Detections.Select(detection => detection.Label));

    /// <summary>The labels, a line each, as a view shows them.</summary>
    public override string FormatContent() => ConfidenceBar.Column(Detections, found => ConfidenceBar.Label(found.Label), isFirst: true);

    /// <summary>How sure the model is of each, as a view shows it.</summary>
    public override string FormatConfidences() => ConfidenceBar.Column(Detections, found => found.FormatConfidence());

    /// <summary>The boxes, as a view shows them.</summary>
    public override string FormatBoxes() => ConfidenceBar.Column(Detections, found => found.Box?.ToString() ?? string.Empty);
}
