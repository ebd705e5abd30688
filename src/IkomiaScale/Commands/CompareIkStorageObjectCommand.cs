using System.Management.Automation;
using IkomiaScale.Sync;
using IkomiaScale.Sync.Planning;

namespace IkomiaScale.Commands;

/// <summary>Compares a local folder with a directory of the storage and returns the differences. Changes nothing.</summary>
[Cmdlet(VerbsData.Compare, "IkStorageObject")]
[OutputType(typeof(IkSyncComparison))]
public sealed class CompareIkStorageObjectCommand : SyncCmdlet
{
    /// <summary>Reads every file that both sides have, and uses no checksum of an earlier sync.</summary>
    [Parameter]
    public SwitchParameter Full { get; set; }

    /// <summary>Also returns what is the same on both sides.</summary>
    [Parameter]
    public SwitchParameter IncludeSame { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var options = Required(() => CommonOptions() with { IsComparison = true, HashAnew = Full, IncludeUnchanged = IncludeSame });
        var engine = Begin(options, "Comparing");
        Required(() =>
        {
            WaitShowing(engine.LookAsync(StopToken));
            return true;
        });
        WarnAbout(engine.View);
        foreach (var item in SyncComparisons.Of(engine.View, options))
        {
            WriteObject(item);
        }
    }
}
