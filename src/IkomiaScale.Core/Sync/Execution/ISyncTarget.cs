using IkomiaScale.Storage;
using IkomiaScale.Sync.Planning;

namespace IkomiaScale.Sync.Execution;

/// <summary>
/// The side that a sync changes. Each call does one step completely or not at all. Several calls can run at the same time.
/// </summary>
internal interface ISyncTarget
{
    /// <summary>Uploads, downloads or copies.</summary>
    Task TransferAsync(SyncStep step, TransferProgress progress, CancellationToken cancellationToken);

    /// <summary>Deletes what was planned. It fails if something else is there now.</summary>
    Task DeleteAsync(SyncStep step, CancellationToken cancellationToken);
}
