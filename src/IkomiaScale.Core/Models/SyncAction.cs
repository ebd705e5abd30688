namespace IkomiaScale;

/// <summary>What a sync does with a path.</summary>
public enum SyncAction
{
    /// <summary>The file is uploaded to the storage.</summary>
    Send,

    /// <summary>The object is downloaded to a file.</summary>
    Read,

    /// <summary>The target already has the content under another path and copies it, without a transfer.</summary>
    Copy,

    /// <summary>The entry of the target is deleted.</summary>
    Delete,

    /// <summary>Nothing is done. The reason says why.</summary>
    Skip,
}
