namespace IkomiaScale.Emulator.Storage;

/// <summary>A multipart form of the storage, its file already on disk. Disposing it throws away what was not kept.</summary>
internal sealed class UploadForm : IDisposable
{
    public bool IsDirectoryArchive { get; set; }

    public string? CopyFrom { get; set; }

    public ReceivedBlob? File { get; set; }

    public string ContentType { get; set; } = "application/octet-stream";

    public void Dispose() => File?.Dispose();
}
