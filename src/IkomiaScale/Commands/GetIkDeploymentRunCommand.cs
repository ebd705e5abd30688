using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Journal;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Returns the runs of this session whose results were not returned, or all runs of a journal.</summary>
[Cmdlet(VerbsCommon.Get, "IkDeploymentRun")]
[OutputType(typeof(IkDeploymentRun))]
public sealed class GetIkDeploymentRunCommand : PSCmdlet
{
    /// <summary>The folder of a journal: all its runs, of all shards, also while a batch is running.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Journal { get; set; }

    /// <summary>Only runs with one of these states; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] State { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var patterns = Array.ConvertAll(State, state => new WildcardPattern(state, WildcardOptions.IgnoreCase));
        try
        {
            foreach (var run in Journal is null ? RunLedger.OfThisRunspace().List() : OfJournal(ProviderPaths.Literal(this, Journal)))
            {
                if (Array.Exists(patterns, pattern => pattern.IsMatch(run.State ?? string.Empty)))
                {
                    WriteObject(run);
                }
            }
        }
        catch (ScaleException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(Journal));
        }
    }

    private static IEnumerable<IkDeploymentRun> OfJournal(string folder) => JournalReader.Read(folder).Select(entry => entry.ToRun(folder));
}
