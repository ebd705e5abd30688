namespace IkomiaScale;

/// <summary>How a file and an object are compared.</summary>
public enum SyncCompareBy
{
    /// <summary>By size and sha256.</summary>
    Sha256,

    /// <summary>By size and time only. Files are not read.</summary>
    SizeAndTime,
}
