using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Changes the size of deployments, or updates them to the current tag of their workflow. Deployments that already match stay unchanged.</summary>
[Cmdlet(VerbsData.Update, "IkDeployment", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(IkDeployment), typeof(IkDeploymentChange))]
public sealed class UpdateIkDeploymentCommand : DeploymentCmdlet
{
    private readonly List<IkDeployment> _waiting = [];

    /// <summary>The new size. Without it the deployments get the current tag of their workflow.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Size { get; set; }

    /// <summary>Also updates to the workflow's current tag when -Size is used.</summary>
    [Parameter]
    public SwitchParameter LatestTag { get; set; }

    /// <summary>Waits until the deployments have endpoints or fail.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The longest wait for each deployment, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = 1800;

    /// <inheritdoc/>
    private protected override bool TakesEverything => false;

    /// <inheritdoc/>
    private protected override void ProcessDeployment(IkDeployment deployment)
    {
        var size = Size is { } wanted && wanted != deployment.Size ? wanted : null;
        var tag = (Size is null || LatestTag) && deployment.IsOutOfDate ? deployment.WorkflowTag : null;
        if (size is null && tag is null)
        {
            WriteVerbose($"The deployment {deployment.Description} already has these values. Nothing was changed.");
            return;
        }

        var change = new IkDeploymentChange(deployment.Description)
        {
            Project = deployment.Project,
            Workflow = deployment.Workflow,
            Size = deployment.Size,
            NewSize = size ?? deployment.Size,
            Tag = deployment.Tag,
            NewTag = tag ?? deployment.Tag,
        };
        var text = IkomiaScale.Errors.Printable.Escape($"Changing {change} of {deployment.Description}");
        if (ShouldProcess(text, $"{text}?", "Update deployment", out var reason))
        {
            var changed = WaitFor(Platform.UpdateAsync(deployment, size, tag, StopToken));
            if (Wait)
            {
                _waiting.Add(changed);
            }
            else
            {
                WriteObject(PlatformView.Of(changed));
            }
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteObject(change);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var deployment in _waiting)
        {
            ForItem(deployment, () => WriteObject(PlatformView.Of(
                new DeploymentWaiter(this, Platform, TimeSpan.FromSeconds(TimeoutSec), StopToken).Wait(deployment))));
        }
    }
}
