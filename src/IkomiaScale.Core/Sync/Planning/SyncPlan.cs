namespace IkomiaScale.Sync.Planning;

/// <summary>The plan of a sync, sorted by path.</summary>
internal sealed class SyncPlan
{
    /// <summary>The steps. They contain unchanged paths only on request.</summary>
    public List<SyncStep> Steps { get; } = new();

    /// <summary>The number of paths with the same content on both sides.</summary>
    public long Unchanged { get; set; }

    /// <summary>The number of included entries of the target.</summary>
    public long TargetCount { get; set; }

    /// <summary>The number of included entries of the source.</summary>
    public long SourceCount { get; set; }

    /// <summary>The steps that upload, download or copy.</summary>
    public IEnumerable<SyncStep> Transfers => Steps.Where(step => step.Action is SyncAction.Send or SyncAction.Read or SyncAction.Copy);

    /// <summary>The steps that delete.</summary>
    public IEnumerable<SyncStep> Deletes => Steps.Where(step => step.Action == SyncAction.Delete);

    /// <summary>The number of deleted contents that are not kept under another path.</summary>
    public long LossCount => Deletes.Count(step => !step.IsMove);
}
