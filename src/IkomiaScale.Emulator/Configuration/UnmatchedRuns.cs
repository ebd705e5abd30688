namespace IkomiaScale.Emulator;

/// <summary>What a run gets that is not in the recording.</summary>
public enum UnmatchedRuns
{
    /// <summary>A failure that names the recorded inputs.</summary>
    Error,

    /// <summary>The result of the recorded run whose input has the most similar file name.</summary>
    Nearest,

    /// <summary>An empty result of the same shape as the recorded results.</summary>
    Empty,
}
