using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Planning;

/// <summary>Tells which files have to be read before a plan can be made. Pure: it asks nobody.</summary>
internal static class HashNeeds
{
    /// <summary>The files that an object of the same path can only be told from by their contents.</summary>
    public static List<int> ForComparison(LocalSnapshot local, StorageSnapshot storage, IEnumerable<SyncPair> pairs) =>
        pairs.Where(pair => pair.Kind == PairKind.Both
                && storage.Objects[pair.Storage].Sha256.IsKnown
                && storage.Objects[pair.Storage].MayHaveSize(local.Files[pair.Local].Stamp.Size))
            .Select(pair => pair.Local)
            .ToList();

    /// <summary>The files that are to be sent: only their hashes tell whether the project has them already.</summary>
    public static List<int> ToBeSent(LocalSnapshot local, StorageSnapshot storage, IEnumerable<SyncPair> pairs, SyncOptions options) =>
        pairs.Where(pair => pair.Kind == PairKind.OnlyLocal || (pair.Kind == PairKind.Both && IsChanged(local, storage, pair, options)))
            .Select(pair => pair.Local)
            .ToList();

    /// <summary>The files that may hold what is to be read: those of a size that is missing.</summary>
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
