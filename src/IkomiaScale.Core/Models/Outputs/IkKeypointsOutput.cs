namespace IkomiaScale;

/// <summary>Detected objects with keypoints, such as bodies with joints (<c>KEYPOINTS</c>; docs/protocol.md, section 5).</summary>
public sealed class IkKeypointsOutput : IkOutput
{
    internal IkKeypointsOutput(OutputOrigin origin)
        : base(origin)
    {
    }

    /// <summary>The detected objects.</summary>
    public IReadOnlyList<IkKeypointObject> Objects { get; internal init; } = [];

    /// <summary>The names of the points, by their index.</summary>
    public IReadOnlyList<string> Names { get; internal init; } = [];

    /// <summary>The lines to draw between points.</summary>
    public IReadOnlyList<IkKeypointLink> Links { get; internal init; } = [];

    /// <summary>The index of the input image that they refer to, from 0; null if unknown.</summary>
    public int? ReferenceImageIndex { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Tally.Of("object with keypoints", "objects with keypoints", Objects.Select(item => item.Label));

    /// <summary>The labels for a view, one per line.</summary>
    public override string FormatContent() => ConfidenceBar.Column(Objects, found => ConfidenceBar.Label(found.Label), isFirst: true);

    /// <summary>The confidences for a view, one per line.</summary>
    public override string FormatConfidences() => ConfidenceBar.Column(Objects, found => found.FormatConfidence());

    /// <summary>The number of points and the box of each object for a view, one per line.</summary>
    public override string FormatBoxes() => ConfidenceBar.Column(Objects, found => $"{Tally.Count(found.Points.Count, "point", "points")} {found.Box}".TrimEnd());
}
