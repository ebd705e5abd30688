namespace IkomiaScale.Throttling;

/// <summary>What decides how fast an operation is.</summary>
internal enum LaneKind
{
    /// <summary>The wait for the answer: many at once pay off.</summary>
    Small,

    /// <summary>The line, which a few fill.</summary>
    Large,
}
