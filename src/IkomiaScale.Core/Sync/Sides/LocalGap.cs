namespace IkomiaScale.Sync.Sides;

/// <summary>A place of the local side of which it is not known what is there: it is reported, and nothing of it is deleted.</summary>
/// <param name="Path">The path below the root.</param>
/// <param name="Reason">Why: <see cref="SyncReason.Link"/>, <see cref="SyncReason.Unreadable"/> or <see cref="SyncReason.Conflict"/>.</param>
/// <param name="Detail">The same in words.</param>
internal sealed record LocalGap(string Path, SyncReason Reason, string Detail);
