namespace IkomiaScale.Emulator.Storage;

/// <summary>A multipart form of the storage, its file already on disk. Disposing it throws away what was not kept.</summary>
internal sealed class UploadForm : IDisposable
{
    public bool IsDirectoryArchive { get; set; }

    /// <summary>The names of the parts, in the order in which they came.</summary>
    public List<string> Parts { get; } = [];

    /// <summary>Whether the part "file" says of which type it is.</summary>
    public bool FileHasType { get; set; }

    public string? CopyFrom { get; set; }

    public ReceivedBlob? File { get; set; }

    public string ContentType { get; set; } = "application/octet-stream";

    public void Dispose() => File?.Dispose();
}
