namespace IkomiaScale;

/// <summary>Two points that belong together.</summary>
public sealed class IkKeypointLink
{
    internal IkKeypointLink(int index1, int index2)
    {
        Index1 = index1;
        Index2 = index2;
    }

    /// <summary>The index of one point.</summary>
    public int Index1 { get; }

    /// <summary>The index of the other.</summary>
    public int Index2 { get; }

    /// <summary>What the link is called; null for nothing.</summary>
    public string? Label { get; internal init; }

    /// <summary>The colour to draw it with.</summary>
    public IkColor? Color { get; internal init; }

    /// <summary><c>1-2</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Index1}-{Index2}");
}
