using IkomiaScale.Concurrency;

namespace IkomiaScale.Sync.Planning;

/// <summary>What is synced, and how.</summary>
internal sealed record SyncOptions
{
    /// <summary>The full path of the local folder.</summary>
    public required string LocalRoot { get; init; }

    /// <summary>The directory of the storage; empty for the whole project.</summary>
    public string StorageRoot { get; init; } = string.Empty;

    /// <summary>Which side is changed.</summary>
    public SyncDirection Direction { get; init; }

    /// <summary>Whether both sides are only compared: what stands in the way of a sync in either direction is told.</summary>
    public bool IsComparison { get; init; }

    /// <summary>By what contents are told apart.</summary>
    public SyncCompareBy CompareBy { get; init; }

    /// <summary>Whether what only the target has is deleted.</summary>
    public bool Delete { get; init; }

    /// <summary>How much may be deleted.</summary>
    public DeleteLimit MaxDelete { get; init; } = DeleteLimit.Default;

    /// <summary>Whether a sync that looks like an accident is done all the same.</summary>
    public bool Force { get; init; }

    /// <summary>Whether what is the same or left out is part of the plan.</summary>
    public bool IncludeUnchanged { get; init; }

    /// <summary>Where to what is deleted or replaced is moved: a directory of the storage, or the full path of a folder. Null for nowhere.</summary>
    public string? BackupTo { get; init; }

    /// <summary>Whether every file that is compared is read, whatever is known of it.</summary>
    public bool HashAnew { get; init; }

    /// <summary>How many items are worked on at once.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>Decides how many work on the storage at once; null for as many as on the folder.</summary>
    public IPlaces? Places { get; init; }

    /// <summary>Patterns of what is looked at; none for all.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of what is left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
