namespace IkomiaScale.Sync.Work;

/// <summary>Where a sync is in its work.</summary>
internal enum SyncPhase
{
    /// <summary>Both sides are listed.</summary>
    Listing,

    /// <summary>Files are read to compare them.</summary>
    Comparing,

    /// <summary>It is looked for contents that the project has already.</summary>
    Searching,

    /// <summary>Contents are transferred and copied.</summary>
    Transferring,

    /// <summary>What the source does not have is deleted.</summary>
    Deleting,
}
