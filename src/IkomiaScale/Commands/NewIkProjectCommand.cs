using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Creates a project.</summary>
[Cmdlet(VerbsCommon.New, "IkProject", SupportsShouldProcess = true)]
[OutputType(typeof(IkProject))]
public sealed class NewIkProjectCommand : PlatformCmdlet
{
    /// <summary>The name of the project.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The name or path of the project's namespace; by default the user's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <summary>The description of the project.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>Who may see the project: PUBLIC, TEAM, PRIVATE. By default the platform decides.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Visibility { get; set; }

    /// <summary>Returns an existing project with this name, and creates nothing.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Name, () =>
    {
        if (!ShouldProcess(Namespace is null ? Name : $"{Namespace}/{Name}", "Create project"))
        {
            return;
        }

        try
        {
            WriteObject(WaitFor(Platform.CreateProjectAsync(Name, Namespace, Description, Visibility, StopToken)));
        }
        catch (ScaleException failure) when (failure.ErrorId == ScaleErrorId.ObjectExists && SkipExisting)
        {
            WriteVerbose($"The project '{Name}' already exists. Nothing was changed.");
            WriteObject(Names.Project(Name, Namespace));
        }
    });
}
