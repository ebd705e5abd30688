namespace IkomiaScale;

/// <summary>A line between two keypoints.</summary>
public sealed class IkKeypointLink
{
    internal IkKeypointLink(int index1, int index2)
    {
        Index1 = index1;
        Index2 = index2;
    }

    /// <summary>The index of the first point.</summary>
    public int Index1 { get; }

    /// <summary>The index of the second point.</summary>
    public int Index2 { get; }

    /// <summary>The label; null for none.</summary>
    public string? Label { get; internal init; }

    /// <summary>The color to draw it with; null for none.</summary>
    public IkColor? Color { get; internal init; }

    /// <summary><c>1-2</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Index1}-{Index2}");
}
