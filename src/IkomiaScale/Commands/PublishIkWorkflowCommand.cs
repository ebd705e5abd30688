using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;
using IkomiaScale.Parallel;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Publishes a workflow with its local plugins and models in a project.</summary>
[Cmdlet(VerbsData.Publish, "IkWorkflow", SupportsShouldProcess = true)]
[OutputType(typeof(IkWorkflow))]
public sealed class PublishIkWorkflowCommand : PlatformCmdlet
{
    private ItemRunner<IkWorkflow>? _runner;
    private IkProject? _project;

    /// <summary>The workflow's file, in the format that Ikomia saves.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The name or path of the project.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string Project { get; set; } = string.Empty;

    /// <summary>The name of the workflow; by default the one in its file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // One at a time: each is large, and two workflows with one name would become versions in random order.
        _runner = new ItemRunner<IkWorkflow>(this, 1, StorageLimit, "Publishing", StopToken, WriteObject);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Path, () =>
    {
        // A missing plugin or model file fails here, before anything is sent.
        var archive = WorkflowArchive.Load(ProviderPaths.Literal(this, Path), Name);
        foreach (var note in archive.Notes)
        {
            WriteWarning(note);
        }

        foreach (var file in archive.Files)
        {
            WriteVerbose($"Sending '{file.Value}' as '{file.Key}'.");
        }

        var project = _project ??= Required(() => Names.Project(Project));
        if (ShouldProcess($"{archive.Name} in {project.Path}, with {archive.Files.Count()} files of plugins", "Publish workflow"))
        {
            var (platform, progress) = (Platform, new TransferProgress(archive.Name, null));
            _runner!.Add(Path, progress, token => platform.PublishAsync(project, archive, progress, token));
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing() => _runner!.Complete();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _runner?.Dispose();
}
