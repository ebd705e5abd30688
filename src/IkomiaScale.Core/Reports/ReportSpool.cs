using System.Text;
using IkomiaScale.Storage;

namespace IkomiaScale.Reports;

/// <summary>
/// Keeps the runs of a report on the disk until all have arrived, because the summary above them is known only then. The file
/// has the name of an unfinished file and is always deleted.
/// </summary>
internal sealed class ReportSpool : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;
    private readonly string _name;
    private readonly FileStream _file;
    private readonly StreamWriter _page;

    public ReportSpool(string folder, string name)
    {
        _name = name;
        _path = Path.Combine(folder, PartialFile.NewName());
        _file = LocalFile.Create(_path, name, size: null);
        PartialFile.Sweep(folder);
        _page = new StreamWriter(_file, Utf8, 64 * 1024, leaveOpen: true);
    }

    /// <summary>The number of bytes so far.</summary>
    public long Length
    {
        get
        {
            _page.Flush();
            return _file.Length;
        }
    }

    /// <summary>Writes a run.</summary>
    /// <exception cref="ScaleException">The disk fails.</exception>
    public Task WriteAsync(Func<TextWriter, Task> write) => OfDiskAsync(() => write(_page));

    /// <summary>Writes the complete page: head, runs, tail.</summary>
    /// <exception cref="ScaleException">The disk fails.</exception>
    public Task CompleteAsync(Stream target, Action<TextWriter> head, Action<TextWriter> tail, CancellationToken cancellationToken) => OfDiskAsync(async () =>
    {
        _page.Flush();
        Write(target, head);
        _file.Position = 0;
        await _file.CopyToAsync(target, 1024 * 1024, cancellationToken).ConfigureAwait(false);
        Write(target, tail);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next report in this folder deletes it.
        }
    }

    private static void Write(Stream target, Action<TextWriter> part)
    {
        using var page = new StreamWriter(target, Utf8, 64 * 1024, leaveOpen: true);
        part(page);
    }

    private async Task OfDiskAsync(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.CannotUse(_name, "written", exception);
        }
    }
}
