using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Deployments;
using IkomiaScale.Parallel;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Downloads stored objects into files, or returns their content.</summary>
[Cmdlet(VerbsCommunications.Read, "IkStorageObject", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(string), typeof(byte[]))]
public sealed class ReadIkStorageObjectCommand : RemoteSourceCmdlet
{
    private readonly DestinationResolver _destinations = DestinationResolver.Local();
    private readonly DestinationResolver _folders = DestinationResolver.LocalFolder();
    private ItemRunner<IReadOnlyList<string>>? _runner;
    private (string? Destination, string FullPath) _resolved = (null, string.Empty);

    /// <summary>
    /// A local file. It is a folder if it exists as one, if it ends in a slash, or if there are several sources. Without it the cmdlet returns the
    /// content: a string for text, otherwise one byte array.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("OutFile")]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>Returns the content as a string, whatever its type.</summary>
    [Parameter]
    public SwitchParameter AsText { get; set; }

    /// <summary>Returns the content as one byte array, whatever its type.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>The encoding of text without a byte order mark, such as <c>utf-8</c> or <c>windows-1252</c>. UTF-8 by default.</summary>
    [Parameter]
    [TextEncoding]
    [ValidateNotNull]
    public System.Text.Encoding Encoding { get; set; } = new System.Text.UTF8Encoding(false);

    /// <summary>Reads every object below a directory and keeps the tree.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>
    /// Unpacks archives into the destination. Several archives go to a folder each, with the name of the archive. Other objects are read
    /// unchanged.
    /// </summary>
    [Parameter]
    public SwitchParameter ExpandArchive { get; set; }

    /// <summary>The largest total size of the files of an archive, in bytes.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxExpandedSize { get; set; } = new ExpandLimits().MaxSize;

    /// <summary>The largest number of files and folders in an archive.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxExpandedEntries { get; set; } = new ExpandLimits().MaxEntries;

    /// <summary>The largest total size of the files of an archive, as a multiple of the size of the archive. It doesn't apply below 100 MB.</summary>
    [Parameter]
    [ValidateRange(1, double.MaxValue)]
    public double MaxExpandedRatio { get; set; } = new ExpandLimits().MaxRatio;

    /// <summary>Overwrites existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Keeps existing files with the same content. Different content fails without -Force.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>Doesn't compare the checksum. The size is still compared.</summary>
    [Parameter]
    public SwitchParameter SkipChecksum { get; set; }

    /// <summary>How many downloads run at the same time; by default as many as make it faster.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    private protected override bool TakesDirectories => Recurse;

    /// <inheritdoc/>
    private protected override string DirectoryHint => "Use -Recurse to read every object in it.";

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

    // An inline output is read like a stored one, but needs no download.
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

    // Most calls have one destination for all objects, and resolving a path is slow.
    private string FullDestination()
    {
        if (_resolved.Destination != Destination)
        {
            _resolved = (Destination, ProviderPaths.Literal(this, Destination!));
        }

        return _resolved.FullPath;
    }
}
