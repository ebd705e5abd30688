using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Connections;
using IkomiaScale.Deployments;

namespace IkomiaScale.Commands;

/// <summary>Shows a deployment: the tasks of its workflow, their parameters, inputs and outputs.</summary>
[Cmdlet(VerbsCommon.Get, "IkDeployment")]
[OutputType(typeof(IkDeployment))]
public sealed class GetIkDeploymentCommand : ConnectedCmdlet
{
    /// <summary>The deployment's URL; without it the connection's.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The name that the connection's profile has for the deployment.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DeploymentNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Deployment { get; set; }

    /// <summary>Asks the service again instead of using what the connection has kept.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <inheritdoc/>
    private protected override bool NeedsEndpoint => false;

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Endpoint, () =>
    {
        var deployments = EndpointClients.For(UsedConnection, DeploymentNames.Resolve(UsedConnection, Endpoint, Deployment)).Deployments;
        WriteObject(WaitFor(Refresh ? deployments.RefreshAsync(StopToken) : deployments.GetAsync(StopToken)));
    });
}
