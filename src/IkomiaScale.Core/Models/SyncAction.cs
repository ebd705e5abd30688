namespace IkomiaScale;

/// <summary>What a sync does with a path.</summary>
public enum SyncAction
{
    /// <summary>The file is sent to the storage.</summary>
    Send,

    /// <summary>The object is read into a file.</summary>
    Read,

    /// <summary>The content is there already under another path and is copied from it, without a transfer.</summary>
    Copy,

    /// <summary>The target's copy is deleted.</summary>
    Delete,

    /// <summary>Nothing is done; the reason tells why.</summary>
    Skip,
}
