namespace IkomiaScale;

/// <summary>By what a file and an object are told apart.</summary>
public enum SyncCompareBy
{
    /// <summary>By size and sha256.</summary>
    Sha256,

    /// <summary>By size and time alone: files are not read.</summary>
    SizeAndTime,
}
