using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Deployments;
using IkomiaScale.Parallel;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Downloads stored objects into files, or gives their content.</summary>
[Cmdlet(VerbsCommunications.Read, "IkStorageObject", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(string), typeof(byte[]))]
public sealed class ReadIkStorageObjectCommand : RemoteSourceCmdlet
{
    private readonly DestinationResolver _destinations = DestinationResolver.Local();
    private readonly DestinationResolver _folders = DestinationResolver.LocalFolder();
    private ItemRunner<IReadOnlyList<string>>? _runner;
    private (string? Destination, string FullPath) _resolved = (null, string.Empty);

    /// <summary>
    /// A local file; an existing folder, a name that ends in a slash, or several sources, makes it a folder. Without it the content
    /// is given: a string for text, else one byte array.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("OutFile")]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>Gives the content as a string, whatever its type.</summary>
    [Parameter]
    public SwitchParameter AsText { get; set; }

    /// <summary>Gives the content as one byte array, whatever its type.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>How text is read where it has no byte order mark: a name such as <c>utf-8</c> or <c>windows-1252</c>. Default UTF-8.</summary>
    [Parameter]
    [TextEncoding]
    [ValidateNotNull]
    public System.Text.Encoding Encoding { get; set; } = new System.Text.UTF8Encoding(false);

    /// <summary>Reads all below a directory; the tree is kept.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>
    /// Unpacks archives of folders into the destination; with several, each into a folder of its name. Objects that are no
    /// archive are read as they are.
    /// </summary>
    [Parameter]
    public SwitchParameter ExpandArchive { get; set; }

    /// <summary>How many bytes the files of an archive may have together.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxExpandedSize { get; set; } = new ExpandLimits().MaxSize;

    /// <summary>How many files and folders an archive may have.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxExpandedEntries { get; set; } = new ExpandLimits().MaxEntries;

    /// <summary>How many times its own size the files of an archive may have together. Below 100 MB it does not count.</summary>
    [Parameter]
    [ValidateRange(1, double.MaxValue)]
    public double MaxExpandedRatio { get; set; } = new ExpandLimits().MaxRatio;

    /// <summary>Overwrites files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves files that are there with the same content. Different content is an error without -Force.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>Does not compute and compare sha256; the size is compared all the same.</summary>
    [Parameter]
    public SwitchParameter SkipChecksum { get; set; }

    /// <summary>How many downloads run at once; as many as pay off without it.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    private protected override bool TakesDirectories => Recurse;

    /// <inheritdoc/>
    private protected override string DirectoryHint => "Use -Recurse to read all that is in it.";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _runner = new ItemRunner<IReadOnlyList<string>>(this, ThrottleLimit, StorageLimit, "Reading", StopToken, WriteFiles);
    }

    /// <inheritdoc/>
    protected override void ProcessObject(IkStorageObject source)
    {
        if (Destination is null)
        {
            WriteObject(ReadContent(source), enumerateCollection: false);
            return;
        }

        var destination = FullDestination();
        var name = source.RelativePath ?? FileNames.ForTemporary(source);
        if (ExpandArchive && FileNames.IsArchive(source))
        {
            _folders.Add(destination, FileNames.WithoutExtension(name), false, path => ForItem(source, () => Download(source, path(), expand: true)));
        }
        else
        {
            _destinations.Add(destination, name, Recurse, path => ForItem(source, () => Download(source, path(), expand: false)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _destinations.Complete();
        _folders.Complete();
        _runner!.Complete();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _runner?.Dispose();

    // An output that came with the results is read like a stored one, only that it is here already.
    private protected override void ProcessInput(PSObject input)
    {
        switch (input.BaseObject)
        {
            case IkDeploymentResult result:
                result.Outputs.ToList().ForEach(output => ProcessInput(new PSObject(output)));
                break;
            case IkOutput output and not IkStorageObjectOutput:
                ForItem(output, () => ReadInline(output));
                break;
            default:
                base.ProcessInput(input);
                break;
        }
    }

    private void ReadInline(IkOutput output)
    {
        if (Destination is null)
        {
            var content = OutputSaver.InlineContent(output);
            var isText = AsText || (!AsByteStream && output is not IkImageOutput);
            WriteObject(isText ? ContentReader.Decode(content, Encoding) : content, enumerateCollection: false);
            return;
        }

        _destinations.Add(FullDestination(), OutputSaver.InlineName(output), false, path => ForItem(output, () => SaveInline(output, path())));
    }

    private void SaveInline(IkOutput output, string path)
    {
        if (ShouldProcess($"Output {output.Index} ({output.Type}) of run {output.Uuid} to {path}", "Read"))
        {
            WaitFor(OutputSaver.SaveInlineAsync(output, path, Force, StopToken));
            WriteFiles([path]);
        }
    }

    private void Download(IkStorageObject source, string path, bool expand)
    {
        if (!ShouldProcess($"{source} to {path}", expand ? "Read and expand" : "Read"))
        {
            return;
        }

        var storage = Client.Storage;
        var progress = new TransferProgress(source.ToString(), source.Size);
        var options = new TransferOptions
        {
            Progress = progress,
            SkipChecksum = SkipChecksum,
            Parts = _runner!.Parts,
            ExpandLimits = new ExpandLimits { MaxSize = MaxExpandedSize, MaxEntries = MaxExpandedEntries, MaxRatio = MaxExpandedRatio },
        };
        var whenExists = TransferSwitches.WhenExists(Force, SkipExisting);
        _runner.Add(source, progress, async token =>
        {
            if (expand)
            {
                return await storage.DownloadFolderAsync(source, path, whenExists, options, token).ConfigureAwait(false);
            }

            await storage.DownloadFileAsync(source, path, whenExists, options, token).ConfigureAwait(false);
            return [path];
        });
    }

    private object ReadContent(IkStorageObject source)
    {
        var bytes = WaitFor(ContentReader.ReadAsync(Client.Storage, source, SkipChecksum, StopToken));
        return AsText || (!AsByteStream && MediaTypes.IsText(source.ContentType)) ? ContentReader.Decode(bytes, Encoding) : bytes;
    }

    private void WriteFiles(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            WriteObject(FileItem.From(this, path));
        }
    }

    // One destination for all is the rule, and to resolve it is not cheap.
    private string FullDestination()
    {
        if (_resolved.Destination != Destination)
        {
            _resolved = (Destination, ProviderPaths.Literal(this, Destination!));
        }

        return _resolved.FullPath;
    }
}
