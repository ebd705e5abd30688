using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Deletes projects with all that is in them: workflows, deployments, the storage.</summary>
[Cmdlet(VerbsCommon.Remove, "IkProject", DefaultParameterSetName = "Name", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveIkProjectCommand : PlatformCmdlet
{
    /// <summary>Names or paths of projects; wildcards are allowed, but not for all of them.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Only projects of this namespace.</summary>
    [Parameter(ParameterSetName = "Name")]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <summary>Projects, as Get-IkProject gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public IkProject[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Array.ForEach(InputObject, Remove);
        Array.ForEach(Name, name => ForItem(name, () =>
        {
            // A name that several namespaces have is asked about once for each, by its path.
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
