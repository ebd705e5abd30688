using IkomiaScale.Storage;
using IkomiaScale.Sync.Planning;

namespace IkomiaScale.Sync.Execution;

/// <summary>The side that is changed. Each call does one step whole or not at all, and may run beside others.</summary>
internal interface ISyncTarget
{
    /// <summary>Sends, reads or copies.</summary>
    Task TransferAsync(SyncStep step, TransferProgress progress, CancellationToken cancellationToken);

    /// <summary>Deletes exactly what was planned; if that is not what is there now, it fails.</summary>
    Task DeleteAsync(SyncStep step, CancellationToken cancellationToken);
}
