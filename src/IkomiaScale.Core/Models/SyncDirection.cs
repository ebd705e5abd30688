namespace IkomiaScale;

/// <summary>Which side is made to hold what the other holds.</summary>
public enum SyncDirection
{
    /// <summary>The storage is made to hold what the folder holds.</summary>
    Upload,

    /// <summary>The folder is made to hold what the storage holds.</summary>
    Download,
}
