using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Planning;

/// <summary>One difference, and what to do about it.</summary>
internal sealed class SyncStep
{
    /// <summary>The path below both roots.</summary>
    public required string Path { get; init; }

    /// <summary>What to do.</summary>
    public required SyncAction Action { get; init; }

    /// <summary>Why.</summary>
    public required SyncReason Reason { get; init; }

    /// <summary>The number of bytes to transfer or delete; -1 if unknown.</summary>
    public long SizeOrUnknown { get; init; } = StorageEntry.UnknownSize;

    /// <summary>The place of the file; -1 for none.</summary>
    public int Local { get; init; } = -1;

    /// <summary>The place of the object; -1 for none.</summary>
    public int Storage { get; init; } = -1;

    /// <summary>For a copy: the place of the source among the entries of the target; -1 if the source is <see cref="Elsewhere"/>.</summary>
    public int CopyFrom { get; init; } = -1;

    /// <summary>For a copy: a source in the project outside the synced directory.</summary>
    public IkStorageObject? Elsewhere { get; init; }

    /// <summary>For a copy: the path of the source, for messages.</summary>
    public string? From { get; init; }

    /// <summary>For a delete: whether the content is kept under another path, so that nothing is lost.</summary>
    public bool IsMove { get; init; }

    /// <summary>Why nothing is done, for messages.</summary>
    public string? Detail { get; init; }

    /// <summary>The number of bytes to transfer or delete; null if unknown.</summary>
    public long? Size => SizeOrUnknown < 0 ? null : SizeOrUnknown;

    /// <summary>Returns the step as it is reported.</summary>
    /// <param name="failure">The error; null for none.</param>
    public IkSyncItem ToItem(ScaleException? failure = null) => new(Path, Action, failure?.ErrorId == ScaleErrorId.SourceChanged ? SyncReason.SourceChanged : Reason)
    {
        Size = Size,
        From = From,
        Error = failure?.Message ?? Detail,
    };

    public override string ToString() => Path;
}
