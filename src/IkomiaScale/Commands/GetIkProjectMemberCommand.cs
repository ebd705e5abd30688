using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Lists the members of projects.</summary>
[Cmdlet(VerbsCommon.Get, "IkProjectMember", DefaultParameterSetName = "Name", SupportsPaging = true)]
[OutputType(typeof(IkProjectMember))]
public sealed class GetIkProjectMemberCommand : PlatformCmdlet
{
    private OutputPage? _page;

    /// <summary>Names or paths of projects; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] Project { get; set; } = [];

    /// <summary>Projects that Get-IkProject returned.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public IkProject[] InputObject { get; set; } = [];

    /// <summary>Names of users; wildcards are allowed. By default all members.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] UserName { get; set; } = ["*"];

    /// <summary>Only members with this role.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Role { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _page ??= new OutputPage(PagingParameters);
        Array.ForEach(InputObject, Write);
        Array.ForEach(Project, name => ForItem(name, () =>
        {
            foreach (var project in Names.Projects(NamePattern.Parse(name)))
            {
                Write(project);
                if (_page.IsFull)
                {
                    return;
                }
            }
        }));
    }

    private void Write(IkProject project) => Array.ForEach(UserName, name => ForItem(project, () => _page!.Write(
        Enumerate(Platform.ListMembersAsync(project, NamePattern.Parse(name), Role, StopToken)), WriteObject)));
}
