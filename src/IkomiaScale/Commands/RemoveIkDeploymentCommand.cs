using System.Management.Automation;
using IkomiaScale.Administration;

namespace IkomiaScale.Commands;

/// <summary>Deletes deployments, which ends their costs.</summary>
[Cmdlet(VerbsCommon.Remove, "IkDeployment", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveIkDeploymentCommand : DeploymentCmdlet
{
    /// <inheritdoc/>
    private protected override bool TakesEverything => false;

    /// <inheritdoc/>
    private protected override void ProcessDeployment(IkDeployment deployment)
    {
        if (ShouldProcess(deployment.Description, "Delete deployment"))
        {
            WaitFor(Platform.DeleteAsync(deployment, StopToken));
        }
    }
}
