namespace IkomiaScale.Sync.Sides;

/// <summary>A place of the local side whose content is unknown. It is reported, and nothing below it is deleted.</summary>
/// <param name="Path">The path below the root.</param>
/// <param name="Reason">The reason: <see cref="SyncReason.Link"/>, <see cref="SyncReason.Unreadable"/> or
/// <see cref="SyncReason.Conflict"/>.</param>
/// <param name="Detail">The explanation for users.</param>
internal sealed record LocalGap(string Path, SyncReason Reason, string Detail);
