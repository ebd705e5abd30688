using System.Text;
using IkomiaScale.Storage;

namespace IkomiaScale.Reports;

/// <summary>
/// The runs of a report, on the disk, until all are there: what stands above them is known only then. The file has the name of one in the
/// making, and goes in any case.
/// </summary>
internal sealed class ReportSpool : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;
    private readonly string _name;
    private readonly FileStream _file;
    private readonly StreamWriter _page;

    /// <summary>Makes one.</summary>
    /// <param name="folder">The folder of the report.</param>
    /// <param name="name">What the report is called, for errors.</param>
    public ReportSpool(string folder, string name)
    {
        _name = name;
        _path = Path.Combine(folder, PartialFile.NewName());
        _file = LocalFile.Create(_path, name, size: null);
        PartialFile.Sweep(folder);
        _page = new StreamWriter(_file, Utf8, 64 * 1024, leaveOpen: true);
    }

    /// <summary>How many bytes there are.</summary>
    public long Length
    {
        get
        {
            _page.Flush();
            return _file.Length;
        }
    }

    /// <summary>Writes a run.</summary>
    /// <exception cref="ScaleException">It cannot be written.</exception>
    public Task WriteAsync(Func<TextWriter, Task> write) => OfDiskAsync(() => write(_page));

    /// <summary>Writes the whole: head, runs, tail.</summary>
    /// <exception cref="ScaleException">It cannot be written.</exception>
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
            // The next report in this folder removes it.
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
