using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>One difference between two sides, and what becomes or became of it.</summary>
public sealed class IkSyncItem
{
    internal IkSyncItem(string path, SyncAction action, SyncReason reason)
    {
        Path = path;
        Action = action;
        Reason = reason;
    }

    /// <summary>The path below the two roots, with <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>What is done.</summary>
    public SyncAction Action { get; }

    /// <summary>Why.</summary>
    public SyncReason Reason { get; }

    /// <summary>The size in bytes of what is transferred or deleted; null where it is not known.</summary>
    public long? Size { get; internal init; }

    /// <summary>For a copy, the path of what is copied: below the two roots, or the full path of an object elsewhere in the project.</summary>
    public string? From { get; internal init; }

    /// <summary>What went wrong, or why nothing is done; null where all went well.</summary>
    public string? Error { get; internal init; }

    /// <summary>The sign of a plan: <c>+</c> new, <c>*</c> changed, <c>-</c> deleted, <c>=</c> the same, <c>!</c> not done.</summary>
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

    /// <summary>The path for a terminal: control characters are shown as escapes.</summary>
    public string FormatPath() => Printable.Escape(Path);

    /// <summary>The size for people, as <c>1.5 MB</c>.</summary>
    public string FormatSize() => ByteSize.Format(Size);

    /// <summary>Action, reason and error in words, as a view shows them.</summary>
    public string FormatReason()
    {
        var from = From is null ? string.Empty : $" from {From}";
        var error = Error is null ? string.Empty : $": {Error}";
        return Printable.Escape($"{Action} ({Reason}{from}){error}");
    }

    /// <summary>The path.</summary>
    public override string ToString() => FormatPath();
}
