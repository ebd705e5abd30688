using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Storage;
using IkomiaScale.Sync;
using IkomiaScale.Sync.Execution;
using IkomiaScale.Sync.Planning;

namespace IkomiaScale.Commands;

/// <summary>Makes a directory of the storage match a local folder, or a local folder match a directory.</summary>
[Cmdlet(VerbsData.Sync, "IkStorageObject", SupportsShouldProcess = true)]
[OutputType(typeof(IkSyncItem))]
public sealed class SyncIkStorageObjectCommand : SyncCmdlet
{
    /// <summary><c>Upload</c>: the storage is changed. <c>Download</c>: the folder is changed.</summary>
    [Parameter]
    public SyncDirection Direction { get; set; }

    /// <summary>Deletes from the target what the source does not have. Deletes come last, and only if nothing failed before.</summary>
    [Parameter]
    public SwitchParameter Delete { get; set; }

    /// <summary>The largest number of deletes, or the largest share of the target such as <c>50%</c>. More is refused before anything changes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string MaxDelete { get; set; } = "50%";

    /// <summary>Also deletes if the source is empty or missing, and more than half of the target without <c>-MaxDelete</c>.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Where deleted and replaced contents are moved: a directory of the storage for an upload, a local folder for a download.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BackupTo { get; set; }

    /// <summary>Also returns what is the same on both sides, and what filters exclude.</summary>
    [Parameter]
    public SwitchParameter IncludeUnchanged { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var options = Required(Options);
        var engine = Begin(options, "Syncing");
        var plan = Required(() => WaitShowing(engine.PlanAsync(StopToken)));
        WarnAbout(engine.View);

        if (IsApproved(engine, plan, options))
        {
            Carry(engine, plan);
        }
    }

    private SyncOptions Options() => CommonOptions() with
    {
        Direction = Direction,
        Delete = Delete,
        MaxDelete = MyInvocation.BoundParameters.ContainsKey(nameof(MaxDelete)) ? DeleteLimit.Parse(MaxDelete) : DeleteLimit.Default,
        Force = Force,
        IncludeUnchanged = IncludeUnchanged,
        BackupTo = BackupTo is null ? null
            : Direction == SyncDirection.Upload ? IkomiaScale.StoragePath.Normalize(IkomiaScale.StoragePath.NormalizeDirectory(BackupTo))
            : ProviderPaths.Literal(this, BackupTo),
    };

    private void Carry(SyncEngine engine, SyncPlan plan)
    {
        var summary = new SyncSummary();
        foreach (var outcome in EnumerateShowing(engine.RunAsync(plan, summary, StopToken)))
        {
            if (outcome.Failure is { } failure)
            {
                WriteError(failure.ToErrorRecord(outcome.Item.Path));
            }

            WriteObject(outcome.Item);
        }

        if (summary.Withheld > 0)
        {
            WriteWarning($"{summary.Withheld} deletes were withheld, because {summary.Failed} items failed before them. The target still holds what the source does not: fix the errors and run Sync-IkStorageObject again.");
        }

        WriteLine(summary.ToText(isPlan: false) + (CompareBy == SyncCompareBy.SizeAndTime
            ? " Files were compared by size and time, and no content was read: a change that keeps the size and sets the time back was not found."
            : string.Empty));
    }

    // One question covers the whole plan. -WhatIf also returns a plan that would be refused.
    private bool IsApproved(SyncEngine engine, SyncPlan plan, SyncOptions options)
    {
        if (!plan.Transfers.Any() && !plan.Deletes.Any())
        {
            return true;
        }

        var refusal = RefusalOf(engine, plan);
        var (from, to) = ($"'{options.LocalRoot}'", $"'{options.StorageRoot}/' of the storage");
        var what = Direction == SyncDirection.Upload ? $"Upload {from} to {to}" : $"Download {to} to {from}";
        var description = Errors.Printable.Escape($"{what}: {Summarize(plan).ToText(isPlan: true)}");
        var isApproved = ShouldProcess(description, description, "Sync", out var reason);
        if (reason == ShouldProcessReason.WhatIf)
        {
            plan.Steps.ForEach(step => WriteObject(step.ToItem()));
        }

        if (refusal is null)
        {
            return isApproved;
        }

        if (reason != ShouldProcessReason.WhatIf)
        {
            ThrowTerminatingError(refusal.ToErrorRecord(null));
        }

        WriteError(refusal.ToErrorRecord(null));
        return false;
    }

    private static ScaleException? RefusalOf(SyncEngine engine, SyncPlan plan)
    {
        try
        {
            engine.Check(plan);
            return null;
        }
        catch (ScaleException exception)
        {
            return exception;
        }
    }

    private static SyncSummary Summarize(SyncPlan plan)
    {
        var summary = new SyncSummary { Unchanged = plan.Unchanged };
        plan.Steps.ForEach(step => summary.Add(step.ToItem()));
        return summary;
    }
}
