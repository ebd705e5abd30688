namespace IkomiaScale.Emulator.Storage;

/// <summary>An object in the form of the protocol.</summary>
internal sealed record ObjectAnswer(
    string Uid,
    bool IsDirectoryArchive,
    string? Path,
    string DownloadUrl,
    string ContentType,
    string Sha256,
    long Size,
    DateTimeOffset CreatedAt)
{
    public static ObjectAnswer Of(StoredObject stored, string baseAddress) => new(
        stored.Uid,
        stored.Content.IsDirectoryArchive,
        stored.Path,
        $"{baseAddress}/v1/content/{stored.Uid}",
        stored.Content.ContentType,
        stored.Content.Sha256,
        stored.Content.Size,
        stored.CreatedAt);
}
