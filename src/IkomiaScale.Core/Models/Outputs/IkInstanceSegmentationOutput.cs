namespace IkomiaScale;

/// <summary>Found things with their shapes (<c>INSTANCE_SEGMENTATION</c>).</summary>
public sealed class IkInstanceSegmentationOutput : IkOutput
{
    internal IkInstanceSegmentationOutput(OutputOrigin origin)
        : base(origin)
    {
    }

    /// <summary>What was found.</summary>
    public IReadOnlyList<IkInstance> Detections { get; internal init; } = [];

    /// <summary>Which input image they refer to, from 0; null where the service does not tell.</summary>
    public int? ReferenceImageIndex { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Tally.Of("instance", Detections.Select(detection => detection.Label));
}
