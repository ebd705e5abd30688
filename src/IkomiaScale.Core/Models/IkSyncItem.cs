using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>One difference between the two sides, and what the sync does about it.</summary>
public sealed class IkSyncItem
{
    internal IkSyncItem(string path, SyncAction action, SyncReason reason)
    {
        Path = path;
        Action = action;
        Reason = reason;
    }

    /// <summary>The path below both roots, with <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>What the sync does.</summary>
    public SyncAction Action { get; }

    /// <summary>Why.</summary>
    public SyncReason Reason { get; }

    /// <summary>The number of bytes to transfer or delete; null if unknown.</summary>
    public long? Size { get; internal init; }

    /// <summary>For a copy, the path of the source: below both roots, or the full path of an object elsewhere in the project.</summary>
    public string? From { get; internal init; }

    /// <summary>The error, or why nothing is done; null for none.</summary>
    public string? Error { get; internal init; }

    /// <summary>The sign for a view: <c>+</c> new, <c>*</c> changed, <c>-</c> deleted, <c>=</c> unchanged, <c>!</c> not done.</summary>
    public string FormatSign() => Action switch
    {
        _ when Error is not null => "!",
        SyncAction.Delete => "-",
        SyncAction.Skip => Reason switch
        {
            SyncReason.Same or SyncReason.Excluded or SyncReason.Extra => "=",
            _ => "!",
        },
        _ => Reason == SyncReason.Changed ? "*" : "+",
    };

    /// <summary>The path for a view: control characters are escaped.</summary>
    public string FormatPath() => Printable.Escape(Path);

    /// <summary>The size for a view, such as <c>1.5 MB</c>.</summary>
    public string FormatSize() => ByteSize.Format(Size);

    /// <summary>Action, reason and error, for a view.</summary>
    public string FormatReason()
    {
        var from = From is null ? string.Empty : $" from {From}";
        var error = Error is null ? string.Empty : $": {Error}";
        return Printable.Escape($"{Action} ({Reason}{from}){error}");
    }

    /// <summary>The path.</summary>
    public override string ToString() => FormatPath();
}
