namespace IkomiaScale;

/// <summary>The direction of a sync.</summary>
public enum SyncDirection
{
    /// <summary>The storage is the target: it is made to match the folder.</summary>
    Upload,

    /// <summary>The folder is the target: it is made to match the storage.</summary>
    Download,
}
