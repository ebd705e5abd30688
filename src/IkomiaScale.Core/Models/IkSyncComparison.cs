using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>How one path stands on two sides.</summary>
public sealed class IkSyncComparison
{
    internal IkSyncComparison(string path, CompareStatus status, long? size, string? detail)
    {
        Path = path;
        Status = status;
        Size = size;
        Detail = detail;
    }

    /// <summary>The path below the two roots, with <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>How it stands.</summary>
    public CompareStatus Status { get; }

    /// <summary>The size in bytes: the local one where there is one; null where it is not known.</summary>
    public long? Size { get; }

    /// <summary>Why there is a conflict, or why it cannot be read; else null.</summary>
    public string? Detail { get; }

    /// <summary>The path for a terminal: control characters are shown as escapes.</summary>
    public string FormatPath() => Printable.Escape(Path);

    /// <summary>The size for people, as <c>1.5 MB</c>.</summary>
    public string FormatSize() => ByteSize.Format(Size);

    /// <summary>The path.</summary>
    public override string ToString() => FormatPath();
}
