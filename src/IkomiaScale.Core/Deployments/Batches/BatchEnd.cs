namespace IkomiaScale.Deployments.Batches;

/// <summary>How an input of a batch ended.</summary>
internal enum BatchEnd
{
    /// <summary>It belongs to another shard.</summary>
    Elsewhere,

    /// <summary>It was run, or its results were received now.</summary>
    Ran,

    /// <summary>Its result was on disk.</summary>
    Recalled,

    /// <summary>It failed, now or before.</summary>
    Failed,

    /// <summary>Nobody knows whether it was started.</summary>
    InDoubt,

    /// <summary>The service does not have its results any more.</summary>
    Lost,

    /// <summary>It is still under way at the service.</summary>
    Open,

    /// <summary>It was not begun: it could not be read, or nothing more is begun.</summary>
    NotBegun,
}
