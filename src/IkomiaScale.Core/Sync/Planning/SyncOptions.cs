using IkomiaScale.Concurrency;

namespace IkomiaScale.Sync.Planning;

/// <summary>What to sync, and how.</summary>
internal sealed record SyncOptions
{
    /// <summary>The full path of the local folder.</summary>
    public required string LocalRoot { get; init; }

    /// <summary>The directory in the storage; empty for the whole project.</summary>
    public string StorageRoot { get; init; } = string.Empty;

    /// <summary>Which side is the target.</summary>
    public SyncDirection Direction { get; init; }

    /// <summary>Whether both sides are only compared. Then conflicts of both directions are reported.</summary>
    public bool IsComparison { get; init; }

    /// <summary>How contents are compared.</summary>
    public SyncCompareBy CompareBy { get; init; }

    /// <summary>Whether entries that only the target has are deleted.</summary>
    public bool Delete { get; init; }

    /// <summary>How much may be deleted.</summary>
    public DeleteLimit MaxDelete { get; init; } = DeleteLimit.Default;

    /// <summary>Whether a sync that looks like an accident is done anyway.</summary>
    public bool Force { get; init; }

    /// <summary>Whether the plan contains unchanged and excluded paths.</summary>
    public bool IncludeUnchanged { get; init; }

    /// <summary>
    /// Where deleted or replaced entries are moved to: a directory in the storage, or the full path of a folder. Null for
    /// nowhere.
    /// </summary>
    public string? BackupTo { get; init; }

    /// <summary>Whether every compared file is read, without the cache.</summary>
    public bool HashAnew { get; init; }

    /// <summary>How many items are processed at the same time.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>Decides how many operations on the storage run at the same time; null for <see cref="ThrottleLimit"/>.</summary>
    public IPlaces? Places { get; init; }

    /// <summary>Patterns to include; none for everything.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns to exclude.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
