using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Deployments;
using IkomiaScale.Parallel;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Saves outputs as files: images with their extension, stored objects by download, everything else as JSON.</summary>
[Cmdlet(VerbsData.Save, "IkDeploymentOutput", DefaultParameterSetName = "Pipeline", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveIkDeploymentOutputCommand : ConnectedCmdlet
{
    private ItemRunner<string>? _runner;
    private OutputSaver? _saver;
    private string _folder = string.Empty;

    // The type is object, so that PowerShell binds a result by position to it, and a string to -Destination.

    /// <summary>Results or outputs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Pipeline")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Argument")]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <summary>The folder; created if it doesn't exist.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Pipeline")]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Argument")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = string.Empty;

    /// <summary>Overwrites existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How many downloads run at the same time; by default as many as make it faster.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _folder = Required(() => ProviderPaths.Literal(this, Destination));
        _saver = new OutputSaver(Client.Storage);
        _runner = new ItemRunner<string>(this, ThrottleLimit, StorageLimit, "Saving", StopToken, path => WriteObject(FileItem.From(this, path)), inOrder: true);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;
        ForItem(given, () =>
        {
            // The files of a recalled result were saved when it was first returned, and stay unchanged.
            var isRecalled = !Force && given is IkDeploymentResult { Recalled: true };
            foreach (var output in OutputsOf(InputObject))
            {
                Save(output, isRecalled ? OutputSaver.FindSaved(output, _folder) : null);
            }
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _runner!.Complete();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _runner?.Dispose();

    private static IEnumerable<IkOutput> OutputsOf(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        IkOutput output => [output],
        IkDeploymentResult result => result.Outputs,
        System.Collections.IEnumerable items and not string => items.Cast<object?>().SelectMany(OutputsOf),
        var other => throw new ScaleException(
            ScaleErrorId.InvalidInput, $"'{other}' is neither a result nor an output. Pipe in the output of Invoke-IkDeployment or Receive-IkDeploymentRun."),
    };

    private void Save(IkOutput output, string? saved)
    {
        if (ShouldProcess($"Output {output.Index} ({output.Type}) of run {output.Uuid} to {_folder}", "Save"))
        {
            var progress = new TransferProgress($"{output.Uuid} {output.Index}", (output as IkStorageObjectOutput)?.Size);
            _runner!.Add(output, progress, token => saved is not null
                ? Task.FromResult(saved)
                : _saver!.SaveAsync(output, _folder, Force, new TransferOptions { Progress = progress }, token));
        }
    }
}
