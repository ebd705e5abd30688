namespace IkomiaScale.Emulator.Storage;

/// <summary>A multipart form with its file on disk. Dispose deletes the file unless it was kept.</summary>
internal sealed class UploadForm : IDisposable
{
    public bool IsDirectoryArchive { get; set; }

    /// <summary>The names of the parts, in the order of the form.</summary>
    public List<string> Parts { get; } = [];

    /// <summary>Whether the part "file" has a Content-Type.</summary>
    public bool FileHasType { get; set; }

    public string? CopyFrom { get; set; }

    public ReceivedBlob? File { get; set; }

    public string ContentType { get; set; } = "application/octet-stream";

    public void Dispose() => File?.Dispose();
}
