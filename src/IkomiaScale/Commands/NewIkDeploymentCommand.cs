using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Creates deployments of workflows. A deployment costs until it is deleted.</summary>
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

    /// <summary>Workflows, saved deployments, or rows with Project, Workflow, Provider, Region, Flavour, and Size.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The provider of the machines, such as AWS. This parameter and the next three replace the values of objects from the pipeline.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Provider { get; set; }

    /// <summary>The place of the machines, such as FRANCE.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Region { get; set; }

    /// <summary>The kind of the machines, such as SERVERLESS. It decides what you pay for.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Flavour { get; set; }

    /// <summary>The size of the machines, such as S.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Size { get; set; }

    /// <summary>Returns an existing deployment with these values, and creates nothing.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>Waits until the deployments have endpoints or fail. All are created before the wait begins.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The longest wait for each deployment, in seconds. After that, the platform continues without the wait.</summary>
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
            WriteVerbose($"The deployment {existing.Description} already exists. Nothing was created.");
            Emit(existing);
        }
        else if (ShouldProcess($"{settings} of {workflow.Name} in {workflow.ProjectPath}", "Create deployment, which costs"))
        {
            Emit(WaitFor(Platform.CreateDeploymentAsync(workflow, settings, StopToken)));
        }
    }

    private void Emit(IkDeployment deployment)
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
            $"The deployment {there[0].Description} already exists, with another size than {settings.Size}. Change it with Update-IkDeployment -Size {settings.Size}.")
        {
            Target = workflow.Name,
        });
    }
}
