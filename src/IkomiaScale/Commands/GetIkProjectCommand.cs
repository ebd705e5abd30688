using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Lists the projects of the account.</summary>
[Cmdlet(VerbsCommon.Get, "IkProject", SupportsPaging = true)]
[OutputType(typeof(IkProject))]
public sealed class GetIkProjectCommand : PlatformCmdlet
{
    private OutputPage? _page;

    /// <summary>Names or paths of projects; wildcards are allowed. By default all projects.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only the projects of this namespace.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _page ??= new OutputPage(PagingParameters);
        Array.ForEach(Name, name => ForItem(name, () => _page.Write(Names.Projects(NamePattern.Parse(name), Namespace), WriteObject)));
    }
}
