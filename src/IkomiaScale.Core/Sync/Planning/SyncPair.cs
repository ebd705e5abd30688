namespace IkomiaScale.Sync.Planning;

/// <summary>What stands at one path on both sides.</summary>
internal enum PairKind
{
    /// <summary>A file and an object.</summary>
    Both,

    /// <summary>A file only.</summary>
    OnlyLocal,

    /// <summary>An object only.</summary>
    OnlyStorage,

    /// <summary>Names that cannot be brought together.</summary>
    Conflict,

    /// <summary>An object where it is not known what the local side has.</summary>
    Unknown,
}

/// <summary>One path on both sides.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Local">The place of the file; -1 for none.</param>
/// <param name="Storage">The place of the object; -1 for none.</param>
/// <param name="Detail">Of a conflict or what is not known, why, in words.</param>
internal readonly record struct SyncPair(PairKind Kind, int Local, int Storage, string? Detail = null);
