using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Adds users to a project and returns the members.</summary>
[Cmdlet(VerbsCommon.Add, "IkProjectMember", SupportsShouldProcess = true)]
[OutputType(typeof(IkProjectMember))]
public sealed class AddIkProjectMemberCommand : PlatformCmdlet
{
    private IkProject? _project;

    /// <summary>The name or path of the project.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string Project { get; set; } = string.Empty;

    /// <summary>The names of users.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] UserName { get; set; } = [];

    /// <summary>The role of the users: OWNER, MANAGER, MEMBER, PARTNER.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string Role { get; set; } = "MEMBER";

    /// <summary>Returns a user who is already a member with this role, and changes nothing.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Array.ForEach(UserName, name => ForItem(name, () =>
    {
        var project = _project ??= Required(() => Names.Project(Project));
        if (SkipExisting && Member(project, name) is { } member)
        {
            if (member.Role == Role)
            {
                WriteObject(member);
                return;
            }

            throw new ScaleException(
                ScaleErrorId.ObjectExists,
                $"'{name}' is already a member of '{project.Path}', with the role {member.Role}. To change the role, run Remove-IkProjectMember first.") { Target = name };
        }

        if (ShouldProcess($"{name} as {Role} in {project.Path}", "Add member"))
        {
            WriteObject(WaitFor(Platform.AddMemberAsync(project, name, Role, StopToken)));
        }
    }));

    private IkProjectMember? Member(IkProject project, string name) =>
        Enumerate(Platform.ListMembersAsync(project, NamePattern.Literal(name), null, StopToken)).FirstOrDefault();
}
