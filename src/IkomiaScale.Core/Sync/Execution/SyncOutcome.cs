namespace IkomiaScale.Sync.Execution;

/// <summary>What became of one step.</summary>
/// <param name="Item">The step as it is told.</param>
/// <param name="Failure">What went wrong; null for nothing.</param>
internal sealed record SyncOutcome(IkSyncItem Item, ScaleException? Failure);
