using System.Management.Automation;
using IkomiaScale.Deployments;

namespace IkomiaScale.Commands;

/// <summary>Shows the runs of this session whose results have not been given.</summary>
[Cmdlet(VerbsCommon.Get, "IkDeploymentRun")]
[OutputType(typeof(IkDeploymentRun))]
public sealed class GetIkDeploymentRunCommand : PSCmdlet
{
    /// <summary>Only runs in one of these states; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] State { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var patterns = Array.ConvertAll(State, state => new WildcardPattern(state, WildcardOptions.IgnoreCase));
        foreach (var run in RunLedger.OfThisRunspace().List())
        {
            if (Array.Exists(patterns, pattern => pattern.IsMatch(run.State ?? string.Empty)))
            {
                WriteObject(run);
            }
        }
    }
}
