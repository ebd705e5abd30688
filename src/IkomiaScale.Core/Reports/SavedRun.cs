using System.Globalization;
using System.Text.RegularExpressions;
using IkomiaScale.Deployments.Outputs;
using IkomiaScale.Json;
using IkomiaScale.Storage;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Reports;

/// <summary>The saved outputs of one run: files named <c>&lt;uuid&gt;_&lt;index&gt;.json</c>, and images.</summary>
/// <param name="uuid">The uuid of the run.</param>
internal sealed class SavedRun(string uuid)
{
    private static readonly Regex Form = new(@"^(.+)_(\d{1,6})\.\w+$", RegexOptions.CultureInvariant);

    private readonly List<IkOutput> _outputs = [];
    private readonly List<RunSource> _pictures = [];

    /// <summary>The uuid of the run.</summary>
    public string Uuid => uuid;

    public bool IsEmpty => _outputs.Count + _pictures.Count == 0;

    /// <summary>Returns uuid and index from the name of a file.</summary>
    public static (string Uuid, int Index) Identify(string path)
    {
        var name = Path.GetFileName(path);
        return Form.Match(name) is { Success: true } match
            ? (match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
            : (Path.GetFileNameWithoutExtension(name), 0);
    }

    /// <summary>Adds a file.</summary>
    /// <exception cref="ScaleException">The file is neither a JSON output nor a picture or video.</exception>
    public void Add(string path, int index)
    {
        var type = MediaTypes.FromName(path);
        if (MediaTypes.IsImage(type) || MediaTypes.IsVideo(type))
        {
            _pictures.Add(new RunSource(path) { FilePath = path });
            return;
        }

        _outputs.Add(OutputReader.Read(uuid, index, Read(path)));
    }

    /// <summary>Returns all files as a result.</summary>
    public IkDeploymentResult ToResult() => new(uuid, "SUCCESS", string.Empty) { Outputs = _outputs, Sources = _pictures };

    private static JToken Read(string path)
    {
        using var file = LocalFile.OpenRead(path);
        using var text = new StreamReader(file);
        try
        {
            return JsonText.Parse(text) is JObject { Count: 1 } output ? output : throw NoOutput(path, "does not have one key that names its type", null);
        }
        catch (JsonException exception)
        {
            throw NoOutput(path, "is not JSON", exception);
        }
    }

    private static ScaleException NoOutput(string path, string why, Exception? cause) =>
        new(ScaleErrorId.InvalidInput, $"The file '{path}' is not a saved output: it {why}. Use files from Save-IkDeploymentOutput.", cause) { Target = path };
}
