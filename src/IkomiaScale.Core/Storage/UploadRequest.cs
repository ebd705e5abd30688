namespace IkomiaScale.Storage;

/// <summary>What is uploaded, and where to.</summary>
public sealed class UploadRequest
{
    /// <summary>Describes an upload.</summary>
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

    /// <summary>The media type; null to take it from the path's or the source's name.</summary>
    public string? ContentType { get; init; }

    /// <summary>What happens to an object that is there.</summary>
    public WhenExists WhenExists { get; init; }

    /// <summary>Progress and checks.</summary>
    public TransferOptions Options { get; init; } = new();
}
