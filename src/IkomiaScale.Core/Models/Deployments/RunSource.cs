namespace IkomiaScale;

/// <summary>Where the content of an input can be read again. One property is set, or none if only the name is known.</summary>
/// <param name="Name">The input, to show.</param>
internal sealed record RunSource(string Name)
{
    /// <summary>The full path of a local file.</summary>
    public string? FilePath { get; init; }

    /// <summary>An object in the storage from a listing.</summary>
    public IkStorageObject? Stored { get; init; }

    /// <summary>The path of an object in the storage.</summary>
    public string? StoragePath { get; init; }

    /// <summary>The uid of an object in the storage.</summary>
    public string? Uid { get; init; }

    /// <summary>An output of an earlier run.</summary>
    public IkOutput? Output { get; init; }

    /// <summary>The content itself.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>Whether the input was data and not a picture.</summary>
    public bool IsData { get; init; }

    /// <summary>The sha256 of the content in the run; null if unknown.</summary>
    public string? Sha256 { get; init; }
}
