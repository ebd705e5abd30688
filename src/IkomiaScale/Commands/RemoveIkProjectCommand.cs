using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Deletes projects with everything in them: workflows, deployments, and the storage.</summary>
[Cmdlet(VerbsCommon.Remove, "IkProject", DefaultParameterSetName = "Name", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveIkProjectCommand : PlatformCmdlet
{
    /// <summary>Names or paths of projects. Wildcards are allowed, but not a pattern that matches every project.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Only projects of this namespace.</summary>
    [Parameter(ParameterSetName = "Name")]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <summary>Projects that Get-IkProject returned.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public IkProject[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Array.ForEach(InputObject, Remove);
        Array.ForEach(Name, name => ForItem(name, () =>
        {
            // If several namespaces have a project with this name, the user confirms each by its path.
            foreach (var project in Names.Projects(NotEverything(name, "project"), Namespace))
            {
                Remove(project);
            }
        }));
    }

    private void Remove(IkProject project) => ForItem(project, () =>
    {
        if (ShouldProcess(project.Path, "Delete project with its workflows, deployments and storage"))
        {
            WaitFor(Platform.DeleteAsync(project, StopToken));
        }
    });
}
