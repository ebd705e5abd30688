using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Planning;

/// <summary>Compares the paths of both sides. It does no I/O.</summary>
internal static class SyncComparisons
{
    /// <summary>Returns the comparisons, sorted by path.</summary>
    /// <param name="view">Both sides.</param>
    /// <param name="options">How to compare. Same paths are returned if unchanged paths are included.</param>
    public static IEnumerable<IkSyncComparison> Of(SyncView view, SyncOptions options)
    {
        var gaps = new Queue<LocalGap>(view.Local.Gaps.OrderBy(gap => gap.Path, StringComparer.Ordinal));
        foreach (var pair in view.Pairs)
        {
            var item = Of(view, pair, options);
            while (gaps.Count > 0 && string.CompareOrdinal(gaps.Peek().Path, item.Path) <= 0)
            {
                yield return Of(gaps.Dequeue());
            }

            var isToldAsGap = pair.Kind == PairKind.Unknown && view.Local.GapOf(item.Path)?.Path == item.Path;
            if (!isToldAsGap && (item.Status != CompareStatus.Same || options.IncludeUnchanged))
            {
                yield return item;
            }
        }

        while (gaps.Count > 0)
        {
            yield return Of(gaps.Dequeue());
        }
    }

    private static IkSyncComparison Of(LocalGap gap) => new(gap.Path, CompareStatus.Unreadable, null, gap.Detail);

    private static IkSyncComparison Of(SyncView view, SyncPair pair, SyncOptions options)
    {
        var path = pair.Local >= 0 ? view.Local.Files[pair.Local].Path : view.Storage.Objects[pair.Storage].Path;
        var size = pair.Local >= 0 ? view.Local.Files[pair.Local].Stamp.Size : view.Storage.Objects[pair.Storage].Size;
        var status = pair.Kind switch
        {
            PairKind.Conflict => CompareStatus.Conflict,
            PairKind.Unknown => CompareStatus.Unreadable,
            PairKind.OnlyLocal => CompareStatus.OnlyLocal,
            PairKind.OnlyStorage => CompareStatus.OnlyStorage,
            _ when view.Local.Files[pair.Local].IsUnreadable => CompareStatus.Unreadable,
            _ => SyncPlanner.AreSame(view.Local.Files[pair.Local], view.Storage.Objects[pair.Storage], options) ? CompareStatus.Same : CompareStatus.Different,
        };
        return new IkSyncComparison(path, status, size, pair.Detail);
    }
}
