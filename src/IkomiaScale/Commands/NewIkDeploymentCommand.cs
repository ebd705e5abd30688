using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Creates deployments of workflows, which cost from then on.</summary>
[Cmdlet(VerbsCommon.New, "IkDeployment", DefaultParameterSetName = "Name", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(IkDeployment))]
public sealed class NewIkDeploymentCommand : PlatformCmdlet
{
    private readonly List<IkDeployment> _waiting = [];
    private WorkflowLookup? _workflows;

    /// <summary>The name or path of the project.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string Project { get; set; } = string.Empty;

    /// <summary>The name of the workflow.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string Workflow { get; set; } = string.Empty;

    /// <summary>Workflows; or deployments as they were saved, or rows with Project, Workflow, Provider, Region, Flavour and Size.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Whose machines, such as AWS. For objects of the pipeline it goes before what they say, as all that follows.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Provider { get; set; }

    /// <summary>Where they are, such as FRANCE.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Region { get; set; }

    /// <summary>What kind they are, such as SERVERLESS: it decides what is paid for.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Flavour { get; set; }

    /// <summary>How large they are, such as S.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Size { get; set; }

    /// <summary>Gives a deployment like this as it is, where there is one.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>Waits until the deployments have endpoints, or fail. All are created before the first is waited for.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait for each, at most. A deployment that is not waited for any more goes on.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = 1800;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _workflows ??= new WorkflowLookup(Names);
        if (ParameterSetName == "Name")
        {
            ForItem(Workflow, () => Create(new DeploymentDescription(Project, null, Workflow, Provider, Region, Flavour, Size)));
            return;
        }

        foreach (var item in InputObject)
        {
            ForItem(item.BaseObject, () => Create(DeploymentDescription.Of(item).With(Provider, Region, Flavour, Size)));
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

    private void Create(DeploymentDescription description)
    {
        var settings = description.Settings;
        var workflow = _workflows!.Find(description);
        if (SkipExisting && Existing(workflow, settings) is { } existing)
        {
            WriteVerbose($"There is {existing.Description} already; nothing was created.");
            Give(existing);
        }
        else if (ShouldProcess($"{settings} of {workflow.Name} in {workflow.ProjectPath}", "Create deployment, which costs"))
        {
            Give(WaitFor(Platform.CreateDeploymentAsync(workflow, settings, StopToken)));
        }
    }

    private void Give(IkDeployment deployment)
    {
        if (Wait)
        {
            _waiting.Add(deployment);
        }
        else
        {
            WriteObject(PlatformView.Of(deployment));
        }
    }

    private IkDeployment? Existing(IkWorkflow workflow, DeploymentSettings settings)
    {
        var there = Names.Deployments(workflow, new DeploymentFilter(settings.Provider, settings.Region, settings.Flavour)).ToList();
        return there.Find(deployment => deployment.Size == settings.Size) ?? (there.Count == 0 ? null : throw new ScaleException(
            ScaleErrorId.ObjectExists,
            $"There is {there[0].Description} already, of another size than {settings.Size}. Change it with Update-IkDeployment -Size {settings.Size}.")
        {
            Target = workflow.Name,
        });
    }
}
