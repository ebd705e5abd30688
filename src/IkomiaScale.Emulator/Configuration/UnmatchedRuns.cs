namespace IkomiaScale.Emulator;

/// <summary>What a run gets that is in no recording.</summary>
public enum UnmatchedRuns
{
    /// <summary>It fails, and the message says which inputs there are.</summary>
    Error,

    /// <summary>It gets the result of the recorded run whose input has the most similar file name.</summary>
    Nearest,

    /// <summary>It gets an empty result of the shape of the recorded ones.</summary>
    Empty,
}
