using IkomiaScale.Sync.Filters;
using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Planning;

/// <summary>Both sides at the time when they were listed.</summary>
/// <param name="Local">The local side.</param>
/// <param name="Storage">The storage side.</param>
/// <param name="Pairs">The paths of both sides.</param>
/// <param name="Filter">The filter of the local side.</param>
/// <param name="Unmatched">The patterns that matched nothing on either side.</param>
internal sealed record SyncView(LocalSnapshot Local, StorageSnapshot Storage, List<SyncPair> Pairs, SyncFilter Filter, IReadOnlyList<string> Unmatched);
