namespace IkomiaScale.Throttling;

/// <summary>What limits the speed of an operation.</summary>
internal enum LaneKind
{
    /// <summary>The wait for the answer, so many at the same time pay off.</summary>
    Small,

    /// <summary>The line, which a few operations fill.</summary>
    Large,
}
