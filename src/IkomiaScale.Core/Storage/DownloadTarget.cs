namespace IkomiaScale.Storage;

/// <summary>
/// A file in the making: a temporary name in the same folder until it is complete and checked, then renamed. Disposing it
/// without <see cref="Commit"/> leaves nothing behind.
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

    /// <summary>Where the bytes go.</summary>
    public FileStream Stream { get; }

    /// <summary>Starts a file.</summary>
    /// <param name="path">Its full path; folders that are missing are made.</param>
    /// <param name="overwrite">Whether it may replace one that is there.</param>
    /// <param name="size">How many bytes it will have; null where that is not known.</param>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.FileExists"/>, or <see cref="ScaleErrorId.InvalidPath"/> where it cannot be written.
    /// </exception>
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

    /// <summary>Writes a content, whole.</summary>
    /// <param name="content">The content.</param>
    /// <param name="name">What it is read from, for errors.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ScaleException">
    /// It cannot be read, or <see cref="ScaleErrorId.InvalidPath"/>: it cannot be written, because the disk is full for example.
    /// </exception>
    public async Task WriteAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        try
        {
            await LocalFile.CopyAsync(content, name, Stream, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (LocalFile.IsOfDisk(exception))
        {
            // What cannot be read is told as such already.
            throw LocalFile.CannotUse(_path, "written", exception);
        }
    }

    /// <summary>Gives the complete file its final name, in one step.</summary>
    /// <param name="modifiedUtc">The time of change that it gets; null for the time at which it was written.</param>
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
            // The folder is gone too, or can't be written to any more. The failure before this one is the one to tell.
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

    /// <summary>The error for a folder where a file should go.</summary>
    public static ScaleException IsFolder(string path) =>
        new(ScaleErrorId.InvalidPath, $"'{path}' is a directory, so no file can be written there. Give another -Destination.") { Target = path };

    /// <summary>The error for a file that is there with other content, where the same would have been left.</summary>
    public static ScaleException IsDifferent(string path) =>
        new(ScaleErrorId.FileExists, $"There is already a file '{path}' with other content. Use -Force to overwrite it, or give another -Destination.")
        {
            Target = path,
        };

    /// <summary>The error for a file that is there and was not to be overwritten.</summary>
    public static ScaleException AlreadyThere(string path) =>
        new(ScaleErrorId.FileExists, $"There is already a file '{path}'. Use -Force to overwrite it, or -SkipExisting to leave what is the same.")
        {
            Target = path,
        };
}
