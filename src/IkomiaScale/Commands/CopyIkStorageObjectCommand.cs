using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Parallel;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Copies stored objects inside the service; nothing is transferred.</summary>
[Cmdlet(VerbsCommon.Copy, "IkStorageObject", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(IkStorageObject))]
public sealed class CopyIkStorageObjectCommand : RemoteSourceCmdlet
{
    private readonly DestinationResolver _destinations = DestinationResolver.Remote();
    private ItemRunner<IkStorageObject>? _runner;

    /// <summary>
    /// The path of the copy; one that ends in <c>/</c>, or several sources, makes it a directory. A script block gives it per
    /// object. Without it temporary copies are made.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string? Destination { get; set; }

    /// <summary>Overwrites objects that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves objects that are there with the same content, and gives them as they are.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>How many copies are made at once; as many as pay off without it.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _runner = new ItemRunner<IkStorageObject>(this, ThrottleLimit, StorageLimit, "Copying", StopToken, WriteObject);
    }

    /// <inheritdoc/>
    protected override void ProcessObject(IkStorageObject source)
    {
        if (Destination is null)
        {
            Copy(source, null);
            return;
        }

        _destinations.Add(
            Destination, source.RelativePath ?? source.Uid, isDirectory: false, path => ForItem(source, () => Copy(source, path())));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _destinations.Complete();
        _runner!.Complete();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _runner?.Dispose();

    private void Copy(IkStorageObject source, string? path)
    {
        if (ShouldProcess($"{source} to {path ?? "(temporary)"}", "Copy"))
        {
            var storage = Client.Storage;
            var whenExists = TransferSwitches.WhenExists(Force, SkipExisting);
            _runner!.Add(source, new TransferProgress(source.ToString(), 0), token => storage.CopyAsync(source, path, whenExists, token));
        }
    }
}
