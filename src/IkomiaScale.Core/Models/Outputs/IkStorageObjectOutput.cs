namespace IkomiaScale;

/// <summary>An output that is in the storage (<c>storage_object</c>).</summary>
public sealed class IkStorageObjectOutput : IkOutput
{
    internal IkStorageObjectOutput(OutputOrigin origin)
        : base(origin)
    {
    }

    /// <summary>The uid of the object; null where the service did not tell it.</summary>
    public string? Uid { get; internal init; }

    /// <summary>What it is: <c>image</c>, <c>video</c>…</summary>
    public string? DataType { get; internal init; }

    /// <summary>The address that the service gave; it needs the token.</summary>
    public string? Url { get; internal init; }

    /// <summary>The object as the service described it with the results; null where it did not.</summary>
    public IkStorageObject? Metadata { get; internal init; }

    /// <summary>The path; null for a temporary object.</summary>
    public string? Path => Metadata?.Path;

    /// <summary>The media type, where it is known.</summary>
    public string? ContentType => Metadata?.ContentType;

    /// <summary>The size in bytes, where it is known.</summary>
    public long? Size => Metadata?.Size;

    /// <inheritdoc/>
    public override string ToString() => $"stored {DataType ?? "object"} {Path ?? Uid}".TrimEnd();
}
