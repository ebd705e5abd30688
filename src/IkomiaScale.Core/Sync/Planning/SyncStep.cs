using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Planning;

/// <summary>One difference and what is to be done about it.</summary>
internal sealed class SyncStep
{
    /// <summary>The path below both roots.</summary>
    public required string Path { get; init; }

    /// <summary>What is done.</summary>
    public required SyncAction Action { get; init; }

    /// <summary>Why.</summary>
    public required SyncReason Reason { get; init; }

    /// <summary>How many bytes are transferred or deleted; -1 where that is not known.</summary>
    public long SizeOrUnknown { get; init; } = StorageEntry.UnknownSize;

    /// <summary>The place of the file; -1 for none.</summary>
    public int Local { get; init; } = -1;

    /// <summary>The place of the object; -1 for none.</summary>
    public int Storage { get; init; } = -1;

    /// <summary>For a copy: the place of what is copied, in the table of the target; -1 where it is <see cref="Elsewhere"/>.</summary>
    public int CopyFrom { get; init; } = -1;

    /// <summary>For a copy: an object of the project outside what is synced.</summary>
    public IkStorageObject? Elsewhere { get; init; }

    /// <summary>For a copy: what is copied, for people.</summary>
    public string? From { get; init; }

    /// <summary>For a delete: whether the content goes on under another path, so that nothing is lost.</summary>
    public bool IsMove { get; init; }

    /// <summary>Why nothing is done, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>How many bytes are transferred or deleted; null where that is not known.</summary>
    public long? Size => SizeOrUnknown < 0 ? null : SizeOrUnknown;

    /// <summary>The step as it is told.</summary>
    /// <param name="failure">What went wrong; null for nothing.</param>
    public IkSyncItem ToItem(ScaleException? failure = null) => new(Path, Action, failure?.ErrorId == ScaleErrorId.SourceChanged ? SyncReason.SourceChanged : Reason)
    {
        Size = Size,
        From = From,
        Error = failure?.Message ?? Detail,
    };

    /// <summary>The path, for messages.</summary>
    public override string ToString() => Path;
}
