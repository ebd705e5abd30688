namespace IkomiaScale.Emulator.Storage;

/// <summary>The content of an object: where its bytes lie and what is known of them. Copies share it.</summary>
internal sealed record StoredContent(string Blob, bool IsDirectoryArchive, string ContentType, string Sha256, long Size);

/// <summary>One object of the storage; without a path it is a temporary one.</summary>
internal sealed record StoredObject(
    string Uid,
    string? Path,
    StoredContent Content,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt);
