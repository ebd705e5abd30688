namespace IkomiaScale.Deployments.Batches;

/// <summary>How an input of a batch ended.</summary>
internal enum BatchEnd
{
    /// <summary>It belongs to another shard.</summary>
    Elsewhere,

    /// <summary>It was run, or its result was received now.</summary>
    Ran,

    /// <summary>Its result was in the journal.</summary>
    Recalled,

    /// <summary>It failed, in this command or before.</summary>
    Failed,

    /// <summary>Nobody knows whether it was started.</summary>
    InDoubt,

    /// <summary>The service no longer has its result.</summary>
    Lost,

    /// <summary>It is still running.</summary>
    Open,

    /// <summary>It was not started: the input could not be read, or no more runs start.</summary>
    NotBegun,
}
