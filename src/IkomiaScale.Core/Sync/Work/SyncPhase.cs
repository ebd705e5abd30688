namespace IkomiaScale.Sync.Work;

/// <summary>The phases of a sync.</summary>
internal enum SyncPhase
{
    /// <summary>Both sides are listed.</summary>
    Listing,

    /// <summary>Files are read to compare their contents.</summary>
    Comparing,

    /// <summary>The project is searched for contents that it already has.</summary>
    Searching,

    /// <summary>Contents are uploaded, downloaded and copied.</summary>
    Transferring,

    /// <summary>Entries that the source does not have are deleted.</summary>
    Deleting,
}
