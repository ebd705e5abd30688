namespace IkomiaScale.Sync.Execution;

/// <summary>The outcome of one step.</summary>
/// <param name="Item">The step as it is reported.</param>
/// <param name="Failure">The error; null for none.</param>
internal sealed record SyncOutcome(IkSyncItem Item, ScaleException? Failure);
