using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Planning;

/// <summary>Decides which files must be read before a plan can be made. It does no I/O.</summary>
internal static class HashNeeds
{
    /// <summary>Returns the files that only their content can distinguish from the object at the same path.</summary>
    public static List<int> ForComparison(LocalSnapshot local, StorageSnapshot storage, IEnumerable<SyncPair> pairs) =>
        pairs.Where(pair => pair.Kind == PairKind.Both
                && storage.Objects[pair.Storage].Sha256.IsKnown
                && storage.Objects[pair.Storage].MayHaveSize(local.Files[pair.Local].Stamp.Size))
            .Select(pair => pair.Local)
            .ToList();

    /// <summary>Returns the files to upload: their hashes show whether the project already has the content.</summary>
    public static List<int> ToBeSent(LocalSnapshot local, StorageSnapshot storage, IEnumerable<SyncPair> pairs, SyncOptions options) =>
        pairs.Where(pair => pair.Kind == PairKind.OnlyLocal || (pair.Kind == PairKind.Both && IsChanged(local, storage, pair, options)))
            .Select(pair => pair.Local)
            .ToList();

    /// <summary>Returns the files that may have a content to download: those with the size of a missing content.</summary>
    public static List<int> AsSources(LocalSnapshot local, StorageSnapshot storage, IEnumerable<SyncPair> pairs, SyncOptions options)
    {
        var missing = new HashSet<long>(pairs
            .Where(pair => pair.Kind == PairKind.OnlyStorage || (pair.Kind == PairKind.Both && IsChanged(local, storage, pair, options)))
            .Select(pair => storage.Objects[pair.Storage])
            .Where(item => item.Sha256.IsKnown && item.SizeOrUnknown >= 0)
            .Select(item => item.SizeOrUnknown));
        return missing.Count == 0
            ? []
            : Enumerable.Range(0, local.Files.Count).Where(place => missing.Contains(local.Files[place].Stamp.Size)).ToList();
    }

    private static bool IsChanged(LocalSnapshot local, StorageSnapshot storage, in SyncPair pair, SyncOptions options) =>
        !SyncPlanner.AreSame(local.Files[pair.Local], storage.Objects[pair.Storage], options);
}
