namespace IkomiaScale.Storage;

/// <summary>
/// An unfinished file: it has a temporary name in the same folder until it is complete and checked. Disposing it without
/// <see cref="Commit"/> deletes it.
/// </summary>
internal sealed class DownloadTarget : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly bool _overwrite;
    private bool _isCommitted;

    private DownloadTarget(string path, string temporaryPath, bool overwrite, FileStream stream)
    {
        _path = path;
        _temporaryPath = temporaryPath;
        _overwrite = overwrite;
        Stream = stream;
    }

    /// <summary>Receives the content.</summary>
    public FileStream Stream { get; }

    /// <summary>Creates the temporary file.</summary>
    /// <param name="path">The full path of the final file; missing folders are created.</param>
    /// <param name="overwrite">Whether it may replace an existing file.</param>
    /// <param name="size">Its size in bytes; null if unknown.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.FileExists"/>, or <see cref="ScaleErrorId.InvalidPath"/>: the
    /// file cannot be written.</exception>
    public static DownloadTarget Create(string path, bool overwrite, long? size = null)
    {
        if (Directory.Exists(path))
        {
            throw IsFolder(path);
        }

        if (!overwrite && File.Exists(path))
        {
            throw AlreadyThere(path);
        }

        var folder = Path.GetDirectoryName(path)!;
        var temporaryPath = Path.Combine(folder, PartialFile.NewName());
        var target = new DownloadTarget(path, temporaryPath, overwrite, LocalFile.Create(temporaryPath, path, size));
        PartialFile.Sweep(folder);
        return target;
    }

    /// <summary>Writes a whole content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="name">What the content is read from, for errors.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ScaleException">The content cannot be read; or <see cref="ScaleErrorId.InvalidPath"/>: the file
    /// cannot be written, such as on a full disk.</exception>
    public async Task WriteAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        try
        {
            await LocalFile.CopyAsync(content, name, Stream, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (LocalFile.IsOfDisk(exception))
        {
            // Failures to read already have their own error.
            throw LocalFile.CannotUse(_path, "written", exception);
        }
    }

    /// <summary>Renames the complete file to its final name, in one step.</summary>
    /// <param name="modifiedUtc">The modification time to set; null for the time of writing.</param>
    public void Commit(DateTime? modifiedUtc = null)
    {
        try
        {
            Stream.Dispose();
            if (modifiedUtc is { } time)
            {
                File.SetLastWriteTimeUtc(_temporaryPath, time);
            }

            if (_overwrite)
            {
                MoveOver();
            }
            else
            {
                ExclusiveRename.Move(_temporaryPath, _path);
            }

            _isCommitted = true;
        }
        catch (IOException) when (!_overwrite && File.Exists(_path))
        {
            throw AlreadyThere(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.CannotUse(_path, "written", exception);
        }
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (_isCommitted)
        {
            return;
        }

        try
        {
            File.Delete(_temporaryPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder may be gone or read-only. The earlier failure is the one to report.
        }
    }

    private void MoveOver()
    {
#if NET
        File.Move(_temporaryPath, _path, overwrite: true);
#else
        if (File.Exists(_path))
        {
            File.Replace(_temporaryPath, _path, null);
        }
        else
        {
            File.Move(_temporaryPath, _path);
        }
#endif
    }

    /// <summary>The error for a folder at the path of the file.</summary>
    public static ScaleException IsFolder(string path) =>
        new ScaleException(ScaleErrorId.InvalidPath, $"The file '{path}' cannot be written: a folder has this name. Use another -Destination.") { Target = path };

    /// <summary>The error for an existing file with other content, if the same content would be skipped.</summary>
    public static ScaleException IsDifferent(string path) =>
        new ScaleException(ScaleErrorId.FileExists, $"The file '{path}' already exists with other content. Use -Force to overwrite it, or another -Destination.")
        {
            Target = path,
        };

    /// <summary>The error for an existing file that may not be overwritten.</summary>
    public static ScaleException AlreadyThere(string path) =>
        new ScaleException(ScaleErrorId.FileExists, $"The file '{path}' already exists. Use -Force to overwrite it, or -SkipExisting to keep it if its content is the same.")
        {
            Target = path,
        };
}
