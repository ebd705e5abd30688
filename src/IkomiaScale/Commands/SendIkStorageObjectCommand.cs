using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Parallel;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Uploads files, folders, text, bytes, or a stream, and returns the objects.</summary>
[Cmdlet(VerbsCommunications.Send, "IkStorageObject", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(IkStorageObject))]
public sealed class SendIkStorageObjectCommand : ConnectedCmdlet
{
    private readonly DestinationResolver _destinations = DestinationResolver.Remote();
    private ItemRunner<IkStorageObject>? _runner;

    /// <summary>Local files or folders; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Local files or folders; <c>[ ]</c> and other wildcards are taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Files and folders from the pipeline, paths, or rows with <c>FullName</c> or <c>Path</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>A content instead of a file: text (sent as UTF-8), bytes, or a stream. A stream is read to its end and stays open.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Content")]
    [ValidateNotNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Content { get; set; }

    /// <summary>
    /// The path of the object. It is a directory if it ends in <c>/</c> or there are several sources. Without it the cmdlet creates temporary
    /// objects, which the service deletes after about an hour.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string? Destination { get; set; }

    /// <summary>The media type; by default the one of the file name's extension.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ContentType { get; set; }

    /// <summary>Sends every file below a folder and keeps the tree.</summary>
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    [Parameter(ParameterSetName = "InputObject")]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Sends a folder as one zip file, packed while it is sent. Its default name is the folder's name with <c>.zip</c>.</summary>
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    [Parameter(ParameterSetName = "InputObject")]
    public SwitchParameter AsArchive { get; set; }

    /// <summary>Overwrites existing objects.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Keeps and returns existing objects with the same content. Different content fails without -Force.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>Doesn't compare the checksum. The size is still compared.</summary>
    [Parameter]
    public SwitchParameter SkipChecksum { get; set; }

    /// <summary>How many uploads run at the same time; by default as many as make it faster.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _runner = new ItemRunner<IkStorageObject>(this, ThrottleLimit, StorageLimit, "Sending", StopToken, WriteObject);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var resolver = new LocalSourceResolver(this, WriteWarning, Recurse, AsArchive);
        Array.ForEach(Path, path => SendFiles(path, () => resolver.ByPath(path)));
        Array.ForEach(LiteralPath, path => SendFiles(path, () => resolver.ByLiteralPath(path)));
        Array.ForEach(InputObject, input => SendFiles(input.BaseObject, () => resolver.ByInput(input)));
        if (Content is not null)
        {
            ForItem(Destination, SendContent);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _destinations.Complete();
        _runner!.Complete();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _runner?.Dispose();

    private void SendFiles(object target, Func<IEnumerable<LocalSource>> find) => ForItem(target, () =>
    {
        foreach (var file in find())
        {
            ForItem(file.FullPath, () => Place(file.FullPath, file.RelativePath, file.IsInTree, file.ToUploadSource));
        }
    });

    private void SendContent()
    {
        var source = ContentArgument.ToSource(Content!);
        if (Destination?.EndsWith("/", StringComparison.Ordinal) == true)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidPath, $"'{Destination}' is a directory, and a content has no file name. Use a -Destination that ends in the name of the object.") { Target = Destination };
        }

        Place(Destination ?? source.Name, source.Name, false, () => source);
    }

    private void Place(string target, string relativePath, bool isInTree, Func<UploadSource> open)
    {
        if (Destination is null)
        {
            Send(target, null, open());
            return;
        }

        _destinations.Add(Destination, relativePath, isInTree, path => ForItem(target, () => Send(target, path(), open())));
    }

    private void Send(string target, string? path, UploadSource source)
    {
        if (!ShouldProcess($"{target} to {path ?? "(temporary)"}", "Send"))
        {
            return;
        }

        var progress = new TransferProgress(path ?? source.Name, source.Length);
        var request = new UploadRequest(source, path)
        {
            ContentType = ContentType,
            WhenExists = TransferSwitches.WhenExists(Force, SkipExisting),
            Options = new TransferOptions { Progress = progress, SkipChecksum = SkipChecksum },
        };
        var storage = Client.Storage;
        _runner!.Add(target, progress, token => storage.UploadAsync(request, token));
    }
}
