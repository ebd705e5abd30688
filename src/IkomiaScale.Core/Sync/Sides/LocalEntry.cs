using IkomiaScale.Files;

namespace IkomiaScale.Sync.Sides;

/// <summary>A file of the local side.</summary>
internal struct LocalEntry : IHasPath
{
    /// <summary>Describes a file.</summary>
    public LocalEntry(string path, FileStamp stamp)
    {
        Path = path;
        Stamp = stamp;
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>How it was when it was looked at.</summary>
    public FileStamp Stamp { get; set; }

    /// <summary>The sha256 of its content, as far as it is known.</summary>
    public Sha256Value Sha256 { get; set; }

    /// <summary>Whether the hash may be kept: the file was old enough when it was read that no later change can have the same time.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Whether it was tried to read it, and failed.</summary>
    public bool IsUnreadable { get; set; }

    /// <summary>The file as it was found, for messages and the plan.</summary>
    public override readonly string ToString() => Path;
}
