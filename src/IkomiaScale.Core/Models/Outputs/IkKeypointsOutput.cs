namespace IkomiaScale;

/// <summary>Objects with named points, such as bodies with joints (<c>KEYPOINTS</c>).</summary>
public sealed class IkKeypointsOutput : IkOutput
{
    internal IkKeypointsOutput(OutputOrigin origin)
        : base(origin)
    {
    }

    /// <summary>What was found.</summary>
    public IReadOnlyList<IkKeypointObject> Objects { get; internal init; } = [];

    /// <summary>The names of the points, by their index.</summary>
    public IReadOnlyList<string> Names { get; internal init; } = [];

    /// <summary>Which points are to be joined by a line.</summary>
    public IReadOnlyList<IkKeypointLink> Links { get; internal init; } = [];

    /// <summary>Which input image they refer to, from 0; null where the service does not tell.</summary>
    public int? ReferenceImageIndex { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Tally.Of("object with keypoints", "objects with keypoints", Objects.Select(item => item.Label));

    /// <summary>The labels, a line each, as a view shows them.</summary>
    public override string FormatContent() => ConfidenceBar.Column(Objects, found => ConfidenceBar.Label(found.Label), isFirst: true);

    /// <summary>How sure the model is of each, as a view shows it.</summary>
    public override string FormatConfidences() => ConfidenceBar.Column(Objects, found => found.FormatConfidence());

    /// <summary>How many points each has, and its box, as a view shows them.</summary>
    public override string FormatBoxes() => ConfidenceBar.Column(Objects, found => $"{Tally.Count(found.Points.Count, "point", "points")} {found.Box}".TrimEnd());
}
