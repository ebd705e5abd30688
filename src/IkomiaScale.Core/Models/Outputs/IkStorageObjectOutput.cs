namespace IkomiaScale;

/// <summary>An output in the storage (<c>storage_object</c>; docs/protocol.md, section 5).</summary>
public sealed class IkStorageObjectOutput : IkOutput
{
    internal IkStorageObjectOutput(OutputOrigin origin)
        : base(origin)
    {
    }

    /// <summary>The uid of the object; null if the service did not return it.</summary>
    public string? Uid { get; internal init; }

    /// <summary>The data type, such as <c>image</c> or <c>video</c>.</summary>
    public string? DataType { get; internal init; }

    /// <summary>The URL from the service. Reading it needs a token.</summary>
    public string? Url { get; internal init; }

    /// <summary>The object as the result describes it; null if it does not.</summary>
    public IkStorageObject? Metadata { get; internal init; }

    /// <summary>The path; null for a temporary object.</summary>
    public string? Path => Metadata?.Path;

    /// <summary>The media type; null if unknown.</summary>
    public string? ContentType => Metadata?.ContentType;

    /// <summary>The size in bytes; null if unknown.</summary>
    public long? Size => Metadata?.Size;

    /// <inheritdoc/>
    public override string ToString() => $"stored {DataType ?? "object"} {Path ?? Uid}".TrimEnd();
}
