using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Lists the workflows of projects.</summary>
[Cmdlet(VerbsCommon.Get, "IkWorkflow", DefaultParameterSetName = "Name", SupportsPaging = true)]
[OutputType(typeof(IkWorkflow))]
public sealed class GetIkWorkflowCommand : PlatformCmdlet
{
    private OutputPage? _page;

    /// <summary>Names of workflows; wildcards are allowed. By default all workflows.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Names or paths of projects; wildcards are allowed. By default all projects.</summary>
    [Parameter(ParameterSetName = "Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] Project { get; set; } = ["*"];

    /// <summary>Projects that Get-IkProject returned.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public IkProject[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _page ??= new OutputPage(PagingParameters);
        foreach (var name in Name.Select(NamePattern.Parse))
        {
            if (ParameterSetName == "InputObject")
            {
                Array.ForEach(InputObject, project => ForItem(project, () => _page.Write(Names.Workflows(project, name), WriteObject)));
                continue;
            }

            Array.ForEach(Project, project => ForItem(project, () => _page.Write(Find(NamePattern.Parse(project), name), WriteObject)));
        }
    }

    private IEnumerable<IkWorkflow> Find(NamePattern project, NamePattern name)
    {
        var isFound = false;
        foreach (var owner in Names.Projects(project))
        {
            foreach (var workflow in Names.Workflows(owner, name, mustBeThere: project.Exact is not null))
            {
                isFound = true;
                yield return workflow;
            }
        }

        if (!isFound && name.Exact is { } exact)
        {
            throw new ScaleException(ScaleErrorId.ObjectNotFound, $"No project has a workflow '{exact}'. Run Get-IkWorkflow to list the workflows.") { Target = exact };
        }
    }
}
