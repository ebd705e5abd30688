using IkomiaScale.Reports.Html;
using IkomiaScale.Reports.Media;
using IkomiaScale.Reports.Model;
using IkomiaScale.Reports.Page;
using IkomiaScale.Storage;

namespace IkomiaScale.Reports;

/// <summary>
/// A page of results to look at, in one file. Results are written as they come, and none is kept in memory; the file appears under its
/// name when it is whole. One thread at a time.
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

    /// <summary>How many pictures could not be shown, as they could not be read.</summary>
    public int MissingPictures { get; private set; }

    /// <summary>Starts a report.</summary>
    /// <param name="path">The full path of the file; folders that are missing are made.</param>
    /// <param name="options">How it is written; null for the usual way.</param>
    /// <param name="storage">Where stored pictures are read from; null to leave them out.</param>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.FileExists"/>, or <see cref="ScaleErrorId.InvalidPath"/> where it cannot be written.
    /// </exception>
    public static DeploymentReport Create(string path, ReportOptions? options = null, IStorageClient? storage = null)
    {
        options ??= new ReportOptions();
        if (!options.Overwrite && File.Exists(path))
        {
            throw new ScaleException(ScaleErrorId.FileExists, $"There is already a file '{path}'. Use -Force to overwrite it, or another -Path.") { Target = path };
        }

        return Directory.Exists(path)
            ? throw new ScaleException(ScaleErrorId.InvalidPath, $"'{path}' is a directory. Name a file, such as report.html in it.") { Target = path }
            : new DeploymentReport(path, options, storage);
    }

    /// <summary>Adds a result.</summary>
    /// <exception cref="ScaleException">The report cannot be written. That a picture cannot be read is told in the report.</exception>
    public async Task AddAsync(IkDeploymentResult result, CancellationToken cancellationToken = default)
    {
        await EndSavedAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(await _reader.ReadAsync(result, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a run that has no result.</summary>
    /// <param name="name">What it was run on; null where that is not known.</param>
    /// <param name="uuid">Its identity; null where it has none.</param>
    /// <param name="taskName">Its task; null where that is not known.</param>
    /// <param name="problem">Why it has none.</param>
    /// <param name="isFailed">Whether it has failed, and is not just on its way.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task AddWithoutResultAsync(
        string? name, string? uuid, string? taskName, string problem, bool isFailed, CancellationToken cancellationToken = default)
    {
        await EndSavedAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(RunReader.Without(name ?? "run " + uuid, uuid, taskName, problem, isFailed), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Adds an output that was saved to a file, as <see cref="Deployments.OutputSaver"/> names it. Files of one run belong together where
    /// they come one after the other.
    /// </summary>
    /// <param name="path">The full path.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ScaleException">It is no saved output.</exception>
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

    /// <summary>Completes the report: the file is there now.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="ScaleException">It cannot be written.</exception>
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
            _media.TakeBack();
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
