using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Changes the size of deployments, or brings those that are out of date to their workflow's new tag. Only those that differ.</summary>
[Cmdlet(VerbsData.Update, "IkDeployment", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(IkDeployment), typeof(IkDeploymentChange))]
public sealed class UpdateIkDeploymentCommand : DeploymentCmdlet
{
    private readonly List<IkDeployment> _waiting = [];

    /// <summary>The size that they are to have. Without it they get the workflow's new tag.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Size { get; set; }

    /// <summary>Brings them to the workflow's new tag also where a size is given.</summary>
    [Parameter]
    public SwitchParameter LatestTag { get; set; }

    /// <summary>Waits until they have endpoints, or fail.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait for each, at most.</summary>
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
            WriteVerbose($"{deployment.Description} is as it is to be.");
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
