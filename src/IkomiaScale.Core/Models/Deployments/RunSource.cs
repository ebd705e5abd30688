namespace IkomiaScale;

/// <summary>Where the content of a run's input can be had again, for who wants to look at it. One of its fields is set, or none where only the name may tell.</summary>
/// <param name="Name">What it is, for a person.</param>
internal sealed record RunSource(string Name)
{
    /// <summary>The full path of a local file.</summary>
    public string? FilePath { get; init; }

    /// <summary>A stored object as it was listed.</summary>
    public IkStorageObject? Stored { get; init; }

    /// <summary>The path of a stored object.</summary>
    public string? StoragePath { get; init; }

    /// <summary>The uid of a stored object.</summary>
    public string? Uid { get; init; }

    /// <summary>An output of an earlier run.</summary>
    public IkOutput? Output { get; init; }

    /// <summary>The content itself.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>Whether it was data, which is no picture.</summary>
    public bool IsData { get; init; }

    /// <summary>The sha256 that its content had; null where that is not known.</summary>
    public string? Sha256 { get; init; }
}
