using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>How the two sides compare at one path.</summary>
public sealed class IkSyncComparison
{
    internal IkSyncComparison(string path, CompareStatus status, long? size, string? detail)
    {
        Path = path;
        Status = status;
        Size = size;
        Detail = detail;
    }

    /// <summary>The path below both roots, with <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>The status.</summary>
    public CompareStatus Status { get; }

    /// <summary>The size of the local file in bytes, or of the object if there is no file; null if unknown.</summary>
    public long? Size { get; }

    /// <summary>Why there is a conflict, or why it cannot be read; otherwise null.</summary>
    public string? Detail { get; }

    /// <summary>The path for a view: control characters are escaped.</summary>
    public string FormatPath() => Printable.Escape(Path);

    /// <summary>The size for a view, such as <c>1.5 MB</c>.</summary>
    public string FormatSize() => ByteSize.Format(Size);

    /// <summary>The path.</summary>
    public override string ToString() => FormatPath();
}
