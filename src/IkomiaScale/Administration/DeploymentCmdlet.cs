using System.Management.Automation;
using IkomiaScale.Completion;

namespace IkomiaScale.Administration;

/// <summary>A cmdlet that works on deployments: from the pipeline, or named by their projects and workflows.</summary>
public abstract class DeploymentCmdlet : PlatformCmdlet
{
    /// <summary>The default parameter set: deployments are named.</summary>
    protected const string NameSet = "Name";

    private protected const string InputObjectSet = "InputObject";

    /// <summary>The names or paths of projects; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] Project { get; set; } = [];

    /// <summary>The name of the workflow; wildcards are allowed. By default all workflows of the project.</summary>
    [Parameter(Position = 1, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string? Workflow { get; set; }

    /// <summary>Only deployments of this provider.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Provider { get; set; }

    /// <summary>Only deployments in this region.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Region { get; set; }

    /// <summary>Only deployments of this flavour.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Flavour { get; set; }

    /// <summary>Deployments that Get-IkDeployment -Project returned.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNull]
    public IkDeployment[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == InputObjectSet)
        {
            Array.ForEach(InputObject, deployment => ForItem(deployment, () => ProcessDeployment(deployment)));
            return;
        }

        foreach (var project in Project)
        {
            ForItem(project, () =>
            {
                foreach (var deployment in Find(project))
                {
                    ForItem(deployment, () => ProcessDeployment(deployment));
                }
            });
        }
    }

    /// <summary>Whether a pattern may match every project.</summary>
    private protected virtual bool TakesEverything => true;

    /// <summary>Works on one deployment.</summary>
    private protected abstract void ProcessDeployment(IkDeployment deployment);

    private IEnumerable<IkDeployment> Find(string project) => Names.Deployments(
        TakesEverything ? NamePattern.Parse(project) : NotEverything(project, "project"),
        NamePattern.Parse(Workflow),
        new DeploymentFilter(Provider, Region, Flavour));
}
