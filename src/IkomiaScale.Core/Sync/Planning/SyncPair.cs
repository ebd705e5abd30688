namespace IkomiaScale.Sync.Planning;

/// <summary>What both sides have at one path.</summary>
internal enum PairKind
{
    /// <summary>A file and an object.</summary>
    Both,

    /// <summary>Only a file.</summary>
    OnlyLocal,

    /// <summary>Only an object.</summary>
    OnlyStorage,

    /// <summary>Names that cannot exist on both sides.</summary>
    Conflict,

    /// <summary>An object at a path where the local side is unknown.</summary>
    Unknown,
}

/// <summary>One path on both sides.</summary>
/// <param name="Kind">What both sides have.</param>
/// <param name="Local">The place of the file; -1 for none.</param>
/// <param name="Storage">The place of the object; -1 for none.</param>
/// <param name="Detail">The explanation of a conflict or an unknown place.</param>
internal readonly record struct SyncPair(PairKind Kind, int Local, int Storage, string? Detail = null);
