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
}
