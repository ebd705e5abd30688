namespace IkomiaScale;

/// <summary>Detected objects (<c>OBJECT_DETECTION</c>; docs/protocol.md, section 5).</summary>
public sealed class IkDetectionOutput : IkOutput
{
    internal IkDetectionOutput(OutputOrigin origin)
        : base(origin)
    {
    }

    /// <summary>The detected objects.</summary>
    public IReadOnlyList<IkDetection> Detections { get; internal init; } = [];

    /// <summary>The index of the input image that the boxes refer to, from 0; null if unknown.</summary>
    public int? ReferenceImageIndex { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Tally.Of("detection", Detections.Select(detection => detection.Label));

    /// <summary>The labels for a view, one per line.</summary>
    public override string FormatContent() => ConfidenceBar.Column(Detections, found => ConfidenceBar.Label(found.Label), isFirst: true);

    /// <summary>The confidences for a view, one per line.</summary>
    public override string FormatConfidences() => ConfidenceBar.Column(Detections, found => found.FormatConfidence());

    /// <summary>The boxes for a view, one per line.</summary>
    public override string FormatBoxes() => ConfidenceBar.Column(Detections, found => found.Box?.ToString() ?? string.Empty);
}
