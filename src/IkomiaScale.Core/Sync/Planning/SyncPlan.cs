namespace IkomiaScale.Sync.Planning;

/// <summary>All that a sync is going to do, in the order of the paths.</summary>
internal sealed class SyncPlan
{
    /// <summary>The steps; what is the same only where that was asked for.</summary>
    public List<SyncStep> Steps { get; } = new();

    /// <summary>How many paths are the same on both sides.</summary>
    public long Unchanged { get; set; }

    /// <summary>How many files or objects the target holds, as far as the sync looks at them.</summary>
    public long TargetCount { get; set; }

    /// <summary>How many the source holds, as far as the sync looks at them.</summary>
    public long SourceCount { get; set; }

    /// <summary>The steps that send, read or copy.</summary>
    public IEnumerable<SyncStep> Transfers => Steps.Where(step => step.Action is SyncAction.Send or SyncAction.Read or SyncAction.Copy);

    /// <summary>The steps that delete.</summary>
    public IEnumerable<SyncStep> Deletes => Steps.Where(step => step.Action == SyncAction.Delete);

    /// <summary>How many contents are deleted that are not kept under another path.</summary>
    public long LossCount => Deletes.Count(step => !step.IsMove);
}
