using IkomiaScale.Reports.Html;
using IkomiaScale.Reports.Media;
using IkomiaScale.Reports.Model;
using IkomiaScale.Reports.Page;
using IkomiaScale.Storage;

namespace IkomiaScale.Reports;

/// <summary>
/// An HTML report of results in one file. Results are written as they arrive and are not held in memory. The file appears
/// under its name when it is complete. For one thread at a time.
/// </summary>
public sealed class DeploymentReport : IDisposable
{
    private readonly string _path;
    private readonly ReportOptions _options;
    private readonly MediaSink _media;
    private readonly RunReader _reader;
    private readonly ReportSpool _body;
    private readonly ClassTable _classes = new();
    private readonly ReportTotals _totals = new();
    private SavedRun? _saved;
    private bool _isComplete;

    private DeploymentReport(string path, ReportOptions options, IStorageClient? storage)
    {
        _path = path;
        _options = options;
        _media = new MediaSink(path);
        var folder = Path.GetDirectoryName(path)!;
        _reader = new RunReader(new MediaFinder(storage, folder), options.IncludePath);
        _body = new ReportSpool(folder, path);
    }

    /// <summary>The number of pictures that could not be read and are not shown.</summary>
    public int MissingPictures { get; private set; }

    /// <summary>Starts a report.</summary>
    /// <param name="path">The full path of the file; missing folders are created.</param>
    /// <param name="options">The options of the report; null for the defaults.</param>
    /// <param name="storage">The storage to read pictures from; null to leave these pictures out.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.FileExists"/>, or <see cref="ScaleErrorId.InvalidPath"/>: the
    /// file cannot be written.</exception>
    public static DeploymentReport Create(string path, ReportOptions? options = null, IStorageClient? storage = null)
    {
        options ??= new ReportOptions();
        if (!options.Overwrite && File.Exists(path))
        {
            throw new ScaleException(ScaleErrorId.FileExists, $"The file '{path}' already exists. Use -Force to overwrite it, or another -Path.") { Target = path };
        }

        return Directory.Exists(path)
            ? throw new ScaleException(ScaleErrorId.InvalidPath, $"The report '{path}' cannot be written: a folder has this name. Use the path of a file, such as report.html in this folder.") { Target = path }
            : new DeploymentReport(path, options, storage);
    }

    /// <summary>Adds a result.</summary>
    /// <exception cref="ScaleException">The report cannot be written. A picture that cannot be read is no error; the report
    /// says why it is missing.</exception>
    public async Task AddAsync(IkDeploymentResult result, CancellationToken cancellationToken = default)
    {
        await EndSavedAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(await _reader.ReadAsync(result, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a run without a result.</summary>
    /// <param name="name">The input; null if unknown.</param>
    /// <param name="uuid">The uuid of the run; null if it has none.</param>
    /// <param name="taskName">The task; null if unknown.</param>
    /// <param name="problem">Why there is no result.</param>
    /// <param name="isFailed">Whether the run failed; false if it is still running.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task AddWithoutResultAsync(
        string? name, string? uuid, string? taskName, string problem, bool isFailed, CancellationToken cancellationToken = default)
    {
        await EndSavedAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(RunReader.Without(name ?? "run " + uuid, uuid, taskName, problem, isFailed), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Adds an output that was saved to a file with a name of <see cref="Deployments.OutputSaver"/>. Files of one run belong
    /// together if they are added one after another.
    /// </summary>
    /// <param name="path">The full path.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ScaleException">The file is not a saved output.</exception>
    public async Task AddSavedAsync(string path, CancellationToken cancellationToken = default)
    {
        var (uuid, index) = SavedRun.Identify(path);
        if (_saved?.Uuid != uuid)
        {
            await EndSavedAsync(cancellationToken).ConfigureAwait(false);
        }

        _saved ??= new SavedRun(uuid);
        _saved.Add(path, index);
    }

    /// <summary>Completes the report and renames the file to its final name.</summary>
    /// <returns>The full path of the file.</returns>
    /// <exception cref="ScaleException">The file cannot be written.</exception>
    public async Task<string> CompleteAsync(CancellationToken cancellationToken = default)
    {
        await EndSavedAsync(cancellationToken).ConfigureAwait(false);
        using var target = DownloadTarget.Create(_path, _options.Overwrite);
        var made = (_options.Time ?? DateTimeOffset.UtcNow).UtcDateTime;
        await _body.CompleteAsync(target.Stream, WriteHead, WriteTail, cancellationToken).ConfigureAwait(false);
        target.Commit();
        _isComplete = true;
        if (_options.Overwrite)
        {
            _media.RemoveOlder();
        }

        return _path;

        void WriteHead(TextWriter page) => PageMarkup.WriteHead(page, CleanText.Of(_options.Title), made, _totals, _classes, _media);
        void WriteTail(TextWriter page) => PageMarkup.WriteTail(page, _totals, _classes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _body.Dispose();
        if (!_isComplete)
        {
            _media.DeleteWritten();
        }
    }

    private async Task EndSavedAsync(CancellationToken cancellationToken)
    {
        if (_saved is { } saved)
        {
            _saved = null;
            if (saved.IsEmpty)
            {
                return;
            }

            await WriteAsync(await _reader.ReadAsync(saved.ToResult(), cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(ReportRun run, CancellationToken cancellationToken)
    {
        using (run)
        {
            _totals.Add(run);
            MissingPictures += run.Pictures.Count(picture => picture.File is null && picture.Note is not null);
            await _body.WriteAsync(page => ArticleMarkup.WriteAsync(
                page,
                run,
                _totals.Runs,
                _classes,
                async file => _body.Length + MediaSink.EmbeddedLength(file.Length) <= _options.MaxSize
                    ? null
                    : await _media.PutBesideAsync(file, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
        }
    }
}
