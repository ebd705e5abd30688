namespace IkomiaScale.Storage;

/// <summary>What to upload, and where to.</summary>
public sealed class UploadRequest
{
    /// <summary>Creates a request.</summary>
    /// <param name="source">The content.</param>
    /// <param name="path">The path of the object; null for a temporary object.</param>
    public UploadRequest(UploadSource source, string? path)
    {
        Source = source;
        Path = path;
    }

    /// <summary>The content.</summary>
    public UploadSource Source { get; }

    /// <summary>The path of the object; null for a temporary object.</summary>
    public string? Path { get; }

    /// <summary>The media type; null to use the extension of the path or of the source.</summary>
    public string? ContentType { get; init; }

    /// <summary>What to do with an existing object.</summary>
    public WhenExists WhenExists { get; init; }

    /// <summary>Progress and checks.</summary>
    public TransferOptions Options { get; init; } = new();
}
