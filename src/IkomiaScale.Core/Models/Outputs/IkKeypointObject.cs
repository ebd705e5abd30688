namespace IkomiaScale;

/// <summary>A thing that was found in an image, with its points.</summary>
public sealed class IkKeypointObject : IkDetection
{
    internal IkKeypointObject()
    {
    }

    /// <summary>The points that were found; not all that have a name need to be there.</summary>
    public IReadOnlyList<IkKeypoint> Points { get; internal init; } = [];
}
