namespace IkomiaScale;

/// <summary>An object that was detected in an image, with its keypoints.</summary>
public sealed class IkKeypointObject : IkDetection
{
    internal IkKeypointObject()
    {
    }

    /// <summary>The points that were found. Named points can be missing.</summary>
    public IReadOnlyList<IkKeypoint> Points { get; internal init; } = [];
}
