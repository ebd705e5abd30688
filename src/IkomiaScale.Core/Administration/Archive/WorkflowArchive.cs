using System.IO.Compression;
using System.Text;
using IkomiaScale.Json;
using IkomiaScale.Storage;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>
/// A workflow with its local plugins and models as a zip archive for the platform (docs/protocol.md, section 8):
/// <c>workflow.json</c>, and a folder for each plugin. Missing files are found when it is loaded. The archive is written
/// while it is sent, with little memory.
/// </summary>
public sealed class WorkflowArchive
{
    private const string DocumentName = "workflow.json";

    private readonly byte[] _document;
    private readonly IReadOnlyList<PluginFolder> _plugins;

    private WorkflowArchive(string name, byte[] document, IReadOnlyList<PluginFolder> plugins, IReadOnlyList<string> notes)
    {
        Name = name;
        Notes = notes;
        _document = document;
        _plugins = plugins;
        Source = UploadSource.FromWriter($"{name}.zip", WriteAsync);
    }

    /// <summary>The name of the workflow.</summary>
    public string Name { get; }

    /// <summary>Notes for the user: values that look like local files and are not sent.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The files in the archive: their names in it, and their local paths.</summary>
    public IEnumerable<KeyValuePair<string, string>> Files => _plugins.SelectMany(plugin => plugin.Files);

    /// <summary>The total size of the files before compression, in bytes.</summary>
    public long Size => _document.Length + Files.Sum(file => new FileInfo(file.Value).Length);

    internal UploadSource Source { get; }

    /// <summary>Reads a workflow file and finds all files that it names.</summary>
    /// <param name="path">The path of a workflow file, as saved by Ikomia's tools.</param>
    /// <param name="name">Another name for the workflow; null for the name in the file.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: the file or a plugin does not exist.
    /// <see cref="ScaleErrorId.InvalidInput"/>: it is not a workflow, or has a plugin that is not local.</exception>
    public static WorkflowArchive Load(string path, string? name = null)
    {
        var document = Read(path);
        var plugins = new PluginReader(path);
        foreach (var task in WireJson.Items(document, "tasks"))
        {
            plugins.Read(task);
        }

        var metadata = WireJson.Field(document, "metadata") as JObject;
        if (metadata is null)
        {
            document["metadata"] = metadata = [];
        }

        metadata["name"] = name ?? JsonText.Text(metadata["name"]) ?? throw new ScaleException(
            ScaleErrorId.InvalidInput, $"The workflow '{path}' has no name. Use -Name.") { Target = path };
        var bytes = new UTF8Encoding(false).GetBytes(document.ToString(Formatting.Indented));
        return new WorkflowArchive((string)metadata["name"]!, bytes, plugins.Found, plugins.Notes);
    }

    private static JObject Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ScaleException(ScaleErrorId.ObjectNotFound, $"There is no file '{path}'.{LocalFile.DidYouMean(path)} Check the path.") { Target = path };
        }

        try
        {
            using var text = new StreamReader(LocalFile.OpenRead(path), Encoding.UTF8);
            return JsonText.Parse(text) is JObject document && WireJson.Field(document, "tasks") is JArray ? document : throw IsNone(path, null);
        }
        catch (JsonException exception)
        {
            throw IsNone(path, exception);
        }
    }

    private static ScaleException IsNone(string path, Exception? cause) =>
        new(ScaleErrorId.InvalidInput, $"'{path}' is not a workflow: it is not JSON with a list of tasks. Save the workflow with Ikomia, and use that file.", cause) { Target = path };

    private async Task WriteAsync(Stream sink, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(sink, ZipArchiveMode.Create, leaveOpen: true);
        using (var target = archive.CreateEntry(DocumentName, CompressionLevel.Fastest).Open())
        {
            await target.WriteAsync(_document, 0, _document.Length, cancellationToken).ConfigureAwait(false);
        }

        foreach (var file in Files)
        {
            using var content = LocalFile.OpenRead(file.Value);

            // Models hardly shrink; more effort would only take time.
            using var target = archive.CreateEntry(file.Key, CompressionLevel.Fastest).Open();
            await LocalFile.CopyAsync(content, file.Value, target, cancellationToken).ConfigureAwait(false);
        }
    }
}
