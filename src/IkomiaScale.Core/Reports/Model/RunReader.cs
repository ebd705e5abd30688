using IkomiaScale.Reports.Media;
using IkomiaScale.Reports.Pictures;
using IkomiaScale.Reports.Shapes;

namespace IkomiaScale.Reports.Model;

/// <summary>Converts results for a report: finds the pictures, and assigns the shapes to them.</summary>
internal sealed class RunReader
{
    private readonly MediaFinder _media;
    private readonly bool _tellsPaths;

    /// <summary>Creates a reader.</summary>
    /// <param name="media">Finds pictures.</param>
    /// <param name="tellsPaths">Whether the report may show full local paths.</param>
    public RunReader(MediaFinder media, bool tellsPaths)
    {
        _media = media;
        _tellsPaths = tellsPaths;
    }

    /// <summary>Reads a result.</summary>
    public async Task<ReportRun> ReadAsync(IkDeploymentResult result, CancellationToken cancellationToken)
    {
        var sources = SourcesOf(result.Sources, result.Input);
        var inputs = new List<Opened>();
        var given = new List<Opened>();
        try
        {
            foreach (var source in sources.Where(source => !source.IsData))
            {
                inputs.Add(await OpenAsync(CleanText.OfName(source.Name), () => _media.FindAsync(source, cancellationToken)).ConfigureAwait(false));
            }

            foreach (var output in result.Outputs.Where(IsPicture))
            {
                var name = FormattableString.Invariant($"output {output.Index}");
                given.Add(await OpenAsync(name, () => _media.OfOutputAsync(output, cancellationToken)).ConfigureAwait(false));
            }
        }
        catch
        {
            inputs.Concat(given).ToList().ForEach(opened => opened.File?.Dispose());
            throw;
        }

        var paths = sources.Select(source => source.FilePath ?? source.Name).Append(result.RawPath).ToList();
        return new ReportRun(sources.Count == 0 ? $"run {result.Uuid}" : string.Join(", ", sources.Select(source => CleanText.OfName(source.Name))))
        {
            Uuid = result.Uuid,
            TaskName = result.TaskName is { } task ? CleanText.Of(task) : null,
            Duration = result.Duration,
            Problem = result.Problem is { } problem ? CleanText.OfMessage(problem, paths) : null,
            IsFailed = result.Problem is not null,
            LocalPath = _tellsPaths ? string.Join(", ", paths.Where(CleanText.IsLocal).Take(sources.Count)) is { Length: > 0 } local ? local : null : null,
            Pictures = Arrange(result.Outputs, inputs, given),
            Data = result.Outputs.Where(output => output is IkDataOutput || (output is IkStorageObjectOutput && !IsPicture(output))).ToList(),
        };
    }

    /// <summary>Returns a run without a result.</summary>
    /// <param name="name">The input.</param>
    /// <param name="uuid">The uuid; null for none.</param>
    /// <param name="taskName">The task; null if unknown.</param>
    /// <param name="problem">Why there is no result.</param>
    /// <param name="isFailed">Whether the run failed; false if it is still running.</param>
    public static ReportRun Without(string name, string? uuid, string? taskName, string problem, bool isFailed) => new(CleanText.OfName(name))
    {
        Uuid = uuid,
        TaskName = taskName,
        Problem = CleanText.OfMessage(problem, [name]),
        IsFailed = isFailed,
    };

    private static List<RunSource> SourcesOf(IReadOnlyList<RunSource>? sources, string? input) => sources?.ToList() ?? input switch
    {
        null or "" => [],

        // Several inputs are in one text, separated by commas. A file whose name contains the separator is one input.
        _ when !input.Contains(", ") || File.Exists(input) => [new RunSource(input)],
        _ => input.Split([", "], StringSplitOptions.RemoveEmptyEntries).Select(name => new RunSource(name)).ToList(),
    };

    private static bool IsPicture(IkOutput output) => output is IkImageOutput
        || (output is IkStorageObjectOutput stored && (stored.DataType is "image" or "video" || MediaTypes.IsImage(stored.ContentType) || MediaTypes.IsVideo(stored.ContentType)));

    private static async Task<Opened> OpenAsync(string name, Func<Task<MediaFile>> open)
    {
        try
        {
            return new Opened(name, await open().ConfigureAwait(false), Note: null);
        }
        catch (ScaleException failure)
        {
            return new Opened(name, File: null, CleanText.OfMessage(failure.Message, []));
        }
    }

    // Shapes belong to the input picture that the output refers to, otherwise to the first picture, and without any picture to
    // a blank one.
    private static List<ReportPicture> Arrange(IReadOnlyList<IkOutput> outputs, List<Opened> inputs, List<Opened> given)
    {
        var sizes = given.Where(opened => opened.File?.Header is not null).Select(opened => (opened.File!.Header!.Width, opened.File.Header.Height)).ToList();
        inputs.Where(opened => opened is { File: not null, IsPictureOrVideo: false }).ToList().ForEach(opened => opened.File!.Dispose());
        var all = inputs.Where(opened => opened.File is null ? opened.Note is not null : opened.IsPictureOrVideo).Concat(given).ToList();
        var home = all.FindIndex(opened => opened.File is not null);
        var found = outputs
            .Select(output => (Shapes: OutputShapes.Of(output), Index: OutputShapes.PictureOf(output) is { } index && index >= 0 && index < inputs.Count ? all.IndexOf(inputs[index]) : -1))
            .SelectMany(output => output.Shapes.Select(shape => (Shape: shape, Index: output.Index >= 0 && all[output.Index].File is not null ? output.Index : Math.Max(home, 0))))
            .ToLookup(item => item.Index, item => item.Shape);
        if (all.Count == 0)
        {
            return found.Count == 0 ? [] : [Draw(new Opened("picture", null, "The picture is unknown."), found[0].ToList(), sizes)];
        }

        return all
            .Select((opened, index) => (Opened: opened, Shapes: found[index].ToList()))
            .Where(item => item.Opened.File is not null || item.Shapes.Count > 0 || item.Opened.Note is not null)
            .Select(item => Draw(item.Opened, item.Shapes, sizes))
            .ToList();
    }

    private static ReportPicture Draw(Opened opened, IReadOnlyList<FoundShape> found, IReadOnlyList<(int Width, int Height)> sizes)
    {
        var (width, height, shapes) = PictureFrame.Draw(found, opened.File?.Header, sizes);
        var isShown = opened.File?.IsShown == true && (opened.File.Header is not null || opened.File.IsVideo);
        if (!isShown)
        {
            opened.File?.Dispose();
        }

        return new ReportPicture(opened.Name, width, height)
        {
            File = isShown ? opened.File : null,
            Shapes = shapes,
            Note = isShown ? null : opened.Note ?? $"Browsers cannot show a picture of type {opened.File?.ContentType ?? "unknown"}.",
        };
    }

    private sealed record Opened(string Name, MediaFile? File, string? Note)
    {
        public bool IsPictureOrVideo => File is { } file && (MediaTypes.IsImage(file.ContentType) || file.IsVideo);
    }
}
