using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Creates a project.</summary>
[Cmdlet(VerbsCommon.New, "IkProject", SupportsShouldProcess = true)]
[OutputType(typeof(IkProject))]
public sealed class NewIkProjectCommand : PlatformCmdlet
{
    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The name or path of its namespace; without it the user's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <summary>What it is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>Who may see it: PUBLIC, TEAM, PRIVATE; without it what the platform takes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Visibility { get; set; }

    /// <summary>Gives a project of this name as it is, where there is one.</summary>
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
            WriteVerbose($"There is a project '{Name}' already; nothing was changed.");
            WriteObject(Names.Project(Name, Namespace));
        }
    });
}
