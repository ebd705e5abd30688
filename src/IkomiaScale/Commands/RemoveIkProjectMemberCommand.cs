using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Removes members from a project.</summary>
[Cmdlet(VerbsCommon.Remove, "IkProjectMember", DefaultParameterSetName = "Name", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveIkProjectMemberCommand : PlatformCmdlet
{
    /// <summary>The name or path of the project.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string Project { get; set; } = string.Empty;

    /// <summary>Names of users; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] UserName { get; set; } = [];

    /// <summary>Members that Get-IkProjectMember returned.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public IkProjectMember[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Array.ForEach(InputObject, Remove);
        Array.ForEach(UserName, name => ForItem(name, () =>
        {
            var pattern = NamePattern.Parse(name);
            var members = Enumerate(Platform.ListMembersAsync(Names.Project(Project), pattern, null, StopToken)).ToList();
            if (members.Count == 0 && pattern.Exact is { } exact)
            {
                throw new ScaleException(
                    ScaleErrorId.ObjectNotFound, $"'{exact}' is not a member of the project '{Project}'. Run Get-IkProjectMember to list the members.") { Target = exact };
            }

            members.ForEach(Remove);
        }));
    }

    private void Remove(IkProjectMember member) => ForItem(member, () =>
    {
        if (ShouldProcess($"{member.UserName} ({member.Role}) of {member.ProjectPath}", "Remove member"))
        {
            WaitFor(Platform.DeleteAsync(member, StopToken));
        }
    });
}
