namespace IkomiaScale.Emulator.Storage;

/// <summary>The content of an object. Copies share it.</summary>
internal sealed record StoredContent(string Blob, bool IsDirectoryArchive, string ContentType, string Sha256, long Size);

/// <summary>An object of the storage. Temporary objects have no path.</summary>
internal sealed record StoredObject(
    string Uid,
    string? Path,
    StoredContent Content,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt);
