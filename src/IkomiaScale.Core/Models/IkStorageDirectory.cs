using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>A directory of the storage: the service knows none, it is what the paths of objects have in common.</summary>
public sealed class IkStorageDirectory
{
    internal IkStorageDirectory(string path)
    {
        Path = path;
    }

    /// <summary>The path, without a final slash.</summary>
    public string Path { get; }

    /// <summary>How many objects are below it, at any depth.</summary>
    public long Count { get; internal set; }

    /// <summary>The bytes of all objects below it, as far as the service tells them.</summary>
    public long Size { get; internal set; }

    /// <summary>The path, safe to print.</summary>
    public override string ToString() => Printable.Escape(Path);

    /// <summary>The size for people, as <c>1.5 MB</c>.</summary>
    public string FormatSize() => ByteSize.Format(Size);
}
