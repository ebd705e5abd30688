using System.Buffers;
using System.Text;
using IkomiaScale.Storage;
using IkomiaScale.Wire;

namespace IkomiaScale.Deployments.Polling;

/// <summary>
/// The body of an answer that the service returns only once. A long body is written to a file first, so that it is saved even
/// if it does not fit into memory as text. If it fits, the file is deleted.
/// </summary>
internal sealed class ResultBody
{
    /// <summary>Longer bodies are written to a file, in bytes.</summary>
    private const long LongestInMemory = 64 * 1024 * 1024;

    /// <summary>About the longest string in .NET, in characters.</summary>
    private const long LongestText = 1_000_000_000;

    private const int PartSize = 80 * 1024;
    private const char ByteOrderMark = '\uFEFF';

    private ResultBody(string text, string? path, long length, ScaleException? broken)
    {
        Text = text;
        FilePath = path;
        Length = length;
        Broken = broken;
    }

    /// <summary>The body as text; empty if only the file has it.</summary>
    public string Text { get; }

    /// <summary>The full path of the file with the body; null if it is in <see cref="Text"/>.</summary>
    public string? FilePath { get; }

    /// <summary>The number of bytes that arrived.</summary>
    public long Length { get; }

    /// <summary>What ended the body early; null if it is complete.</summary>
    public ScaleException? Broken { get; }

    /// <summary>A body from text.</summary>
    public static ResultBody FromText(string text, ScaleException? broken = null) => new(text, path: null, text.Length, broken);

    /// <summary>A body from a file, which is kept.</summary>
    /// <param name="content">The content of the file.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="longestText">The largest number of bytes that becomes text.</param>
    public static ResultBody FromKept(Stream content, string path, long longestText = LongestText)
    {
        var length = content.Length;
        try
        {
            if (length <= longestText)
            {
                using var reader = new StreamReader(content, Encoding.UTF8);
                return new ResultBody(reader.ReadToEnd(), path: null, length, broken: null);
            }
        }
        catch (OutOfMemoryException)
        {
            // The file has the body.
        }

        return new ResultBody(string.Empty, path, length, broken: null);
    }

    /// <summary>Reads the body of an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="cancellationToken">Cancels the operation and drops what arrived.</param>
    /// <param name="longestInMemory">From this number of bytes on, the body is written to a file.</param>
    /// <param name="longestText">The largest number of bytes that becomes text.</param>
    /// <param name="keep">Receives the bytes as they arrived, and what ended them early; null for none.</param>
    public static async Task<ResultBody> ReceiveAsync(
        WireResponse response,
        CancellationToken cancellationToken,
        long longestInMemory = LongestInMemory,
        long longestText = LongestText,
        Func<Stream, ScaleException?, Task>? keep = null)
    {
        var memory = new MemoryStream((int)Math.Min(response.ContentLength ?? 0, longestInMemory));
        FileStream? file = null;
        ScaleException? broken = null;
        var length = 0L;
        var part = ArrayPool<byte>.Shared.Rent(PartSize);
        try
        {
            using var body = await response.OpenBodyAsync().ConfigureAwait(false);
            int count;
            while ((count = await body.ReadAsync(part, 0, PartSize, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (file is null && length + count > longestInMemory)
                {
                    file = Spill(memory);
                }

                Write(file ?? (Stream)memory, part, count);
                length += count;
            }
        }
        catch (ScaleException exception)
        {
            broken = exception;
        }
        catch (OperationCanceledException)
        {
            Remove(file);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part);
            file?.Dispose();
        }

        if (keep is not null)
        {
            using var whole = file is null ? new MemoryStream(memory.GetBuffer(), 0, (int)memory.Length, writable: false) : (Stream)File.OpenRead(file.Name);
            await keep(whole, broken).ConfigureAwait(false);
        }

        return file is null
            ? new ResultBody(Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length).TrimStart(ByteOrderMark), path: null, length, broken)
            : FromFile(file, length, broken, longestText);
    }

    private static ResultBody FromFile(FileStream file, long length, ScaleException? broken, long longestText)
    {
        try
        {
            if (length <= longestText)
            {
                var text = File.ReadAllText(file.Name);
                Remove(file);
                return new ResultBody(text, path: null, length, broken);
            }
        }
        catch (Exception exception) when (exception is OutOfMemoryException or IOException or UnauthorizedAccessException)
        {
            // The file has the body.
        }

        return new ResultBody(string.Empty, file.Name, length, broken);
    }

    // Without a file, the body stays in memory.
    private static FileStream? Spill(MemoryStream memory)
    {
        FileStream? file = null;
        try
        {
            file = Create();
            file.Write(memory.GetBuffer(), 0, (int)memory.Length);
            memory.SetLength(0);
            memory.Capacity = 0;
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Remove(file);
            return null;
        }
    }

    private static void Write(Stream sink, byte[] part, int count)
    {
        try
        {
            sink.Write(part, 0, count);
        }
        catch (IOException exception)
        {
            throw LocalFile.CannotUse((sink as FileStream)?.Name ?? "memory", "written", exception);
        }
    }

    private static void Remove(FileStream? file)
    {
        if (file is not null)
        {
            file.Dispose();
            File.Delete(file.Name);
        }
    }

    // Other users of the machine must not read results.
    private static FileStream Create()
    {
#if NET
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"ikomiascale-results-{Guid.NewGuid():N}.json"), options);
#else
        return new FileStream(Path.GetTempFileName(), FileMode.Truncate, FileAccess.Write);
#endif
    }
}
