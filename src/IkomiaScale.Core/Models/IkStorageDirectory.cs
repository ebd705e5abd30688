using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>A directory in the storage. The service has no directories: they come from the paths of the objects.</summary>
public sealed class IkStorageDirectory
{
    internal IkStorageDirectory(string path)
    {
        Path = path;
    }

    /// <summary>The path, without a final slash.</summary>
    public string Path { get; }

    /// <summary>The number of objects below it, at any depth.</summary>
    public long Count { get; internal set; }

    /// <summary>The total size of the objects below it in bytes. Unknown sizes count as 0.</summary>
    public long Size { get; internal set; }

    /// <summary>The path, safe to print.</summary>
    public override string ToString() => Printable.Escape(Path);

    /// <summary>The size for a view, such as <c>1.5 MB</c>.</summary>
    public string FormatSize() => ByteSize.Format(Size);
}
