using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;
using IkomiaScale.Connections;

namespace IkomiaScale.Commands;

/// <summary>
/// Returns the deployment at an endpoint: the tasks of its workflow, with parameters, inputs, and outputs. Or lists the deployments of projects:
/// where they run, their size, status, and endpoint.
/// </summary>
[Cmdlet(VerbsCommon.Get, "IkDeployment", DefaultParameterSetName = "Endpoint", SupportsPaging = true)]
[OutputType(typeof(IkDeployment))]
public sealed class GetIkDeploymentCommand : PlatformCmdlet
{
    private const string ProjectSet = "Project";
    private OutputPage? _page;

    /// <summary>The deployment's URL; the connection's by default.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Endpoint")]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The name of the deployment in the connection's profile.</summary>
    [Parameter(ParameterSetName = "Endpoint")]
    [ArgumentCompleter(typeof(DeploymentNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Deployment { get; set; }

    /// <summary>Requests the deployment again instead of using the connection's copy.</summary>
    [Parameter(ParameterSetName = "Endpoint")]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Names or paths of projects; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ProjectSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] Project { get; set; } = [];

    /// <summary>The name of the workflow; wildcards are allowed. By default all workflows of the project.</summary>
    [Parameter(ParameterSetName = ProjectSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string? Workflow { get; set; }

    /// <summary>A project, a workflow, or a deployment of the platform. A deployment is requested again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public object[] InputObject { get; set; } = [];

    /// <summary>Only deployments of this provider.</summary>
    [Parameter(ParameterSetName = ProjectSet)]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Provider { get; set; }

    /// <summary>Only deployments in this region.</summary>
    [Parameter(ParameterSetName = ProjectSet)]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Region { get; set; }

    /// <summary>Only deployments of this flavour.</summary>
    [Parameter(ParameterSetName = ProjectSet)]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Flavour { get; set; }

    private DeploymentFilter Filter => new(Provider, Region, Flavour);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _page ??= new OutputPage(PagingParameters);
        switch (ParameterSetName)
        {
            case ProjectSet:
                Array.ForEach(Project, project => ForItem(project, () =>
                    _page.Write(Names.Deployments(NamePattern.Parse(project), NamePattern.Parse(Workflow), Filter).Select(PlatformView.Of), WriteObject)));
                break;
            case "InputObject":
                Array.ForEach(InputObject, item => ForItem(item, () => _page.Write(Find(item is PSObject wrapped ? wrapped.BaseObject : item).Select(PlatformView.Of), WriteObject)));
                break;
            default:
                ForItem(Endpoint, () => _page.Write(Ask(), WriteObject));
                break;
        }
    }

    private IEnumerable<IkDeployment> Ask()
    {
        var deployments = EndpointClients.For(UsedConnection, DeploymentNames.Resolve(UsedConnection, Endpoint, Deployment)).Deployments;
        yield return WaitFor(Refresh ? deployments.RefreshAsync(StopToken) : deployments.GetAsync(StopToken));
    }

    private IEnumerable<IkDeployment> Find(object item) => item switch
    {
        IkDeployment deployment => [WaitFor(Platform.RefreshAsync(deployment, StopToken))],
        IkWorkflow workflow => Names.Deployments(workflow, Filter),
        IkProject project => Names.Workflows(project, NamePattern.Any).SelectMany(workflow => Names.Deployments(workflow, Filter)),
        _ => throw new ScaleException(
            ScaleErrorId.InvalidInput, $"'{item}' is not a project, a workflow, or a deployment. Pipe in the output of Get-IkProject, Get-IkWorkflow, or Get-IkDeployment -Project."),
    };
}
