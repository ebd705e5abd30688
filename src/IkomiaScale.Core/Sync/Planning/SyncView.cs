using IkomiaScale.Sync.Filters;
using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Planning;

/// <summary>Both sides as they were when they were looked at.</summary>
/// <param name="Local">The local side.</param>
/// <param name="Storage">The storage side.</param>
/// <param name="Pairs">Their paths.</param>
/// <param name="Filter">What the local side was looked at with.</param>
/// <param name="Unmatched">Patterns that have matched nothing on either side.</param>
internal sealed record SyncView(LocalSnapshot Local, StorageSnapshot Storage, List<SyncPair> Pairs, SyncFilter Filter, IReadOnlyList<string> Unmatched);
