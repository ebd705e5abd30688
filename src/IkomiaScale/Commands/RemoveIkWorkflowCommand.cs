using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Deletes workflows of a project, with their deployments.</summary>
[Cmdlet(VerbsCommon.Remove, "IkWorkflow", DefaultParameterSetName = "Name", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveIkWorkflowCommand : PlatformCmdlet
{
    /// <summary>Names of workflows; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The name or path of the project.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string Project { get; set; } = string.Empty;

    /// <summary>Workflows that Get-IkWorkflow returned.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public IkWorkflow[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Array.ForEach(InputObject, Remove);
        Array.ForEach(Name, name => ForItem(name, () =>
        {
            foreach (var workflow in Names.Workflows(Names.Project(Project), NamePattern.Parse(name)))
            {
                Remove(workflow);
            }
        }));
    }

    private void Remove(IkWorkflow workflow) => ForItem(workflow, () =>
    {
        if (ShouldProcess($"{workflow.Name} of {workflow.ProjectPath}", "Delete workflow with its deployments"))
        {
            WaitFor(Platform.DeleteAsync(workflow, StopToken));
        }
    });
}
