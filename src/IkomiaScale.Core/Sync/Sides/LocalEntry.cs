using IkomiaScale.Files;

namespace IkomiaScale.Sync.Sides;

/// <summary>A file of the local side.</summary>
internal struct LocalEntry : IHasPath
{
    public LocalEntry(string path, FileStamp stamp)
    {
        Path = path;
        Stamp = stamp;
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>Its size and times when it was listed.</summary>
    public FileStamp Stamp { get; set; }

    /// <summary>The sha256 of its content, if known.</summary>
    public Sha256Value Sha256 { get; set; }

    /// <summary>
    /// Whether the hash may be cached: the file was so old when it was read that a later change cannot have the same time.
    /// </summary>
    public bool IsSettled { get; set; }

    /// <summary>Whether reading it has failed.</summary>
    public bool IsUnreadable { get; set; }

    public override readonly string ToString() => Path;
}
