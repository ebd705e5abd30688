using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Parallel;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Copies stored objects inside the service, without a transfer to this machine.</summary>
[Cmdlet(VerbsCommon.Copy, "IkStorageObject", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(IkStorageObject))]
public sealed class CopyIkStorageObjectCommand : RemoteSourceCmdlet
{
    private readonly DestinationResolver _destinations = DestinationResolver.Remote();
    private ItemRunner<IkStorageObject>? _runner;

    /// <summary>
    /// The path of the copy. It is a directory if it ends in <c>/</c> or there are several sources. A script block returns it for each
    /// object. By default the copies are temporary objects.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string? Destination { get; set; }

    /// <summary>Overwrites existing objects.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Keeps and returns existing objects with the same content.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>How many copies run at the same time; by default as many as make it faster.</summary>
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
