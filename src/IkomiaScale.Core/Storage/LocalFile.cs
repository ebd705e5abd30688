using System.Buffers;
using IkomiaScale.Errors;
using IkomiaScale.Files;

namespace IkomiaScale.Storage;

/// <summary>Opens and copies local files for transfers: sequential, asynchronous, without an additional buffer.</summary>
internal static class LocalFile
{
    /// <summary>Opens a file for reading from its start. Other processes may read it too.</summary>
    public static FileStream OpenRead(string path)
    {
        try
        {
            if (LinuxStat.IsAvailable && LinuxStat.Read(path, out _, follow: true) == EntryKind.Special)
            {
                throw new ScaleException(
                    ScaleErrorId.InvalidPath, $"The file '{path}' cannot be read: it is a pipe, socket or device and has no content. Name a regular file.") { Target = path };
            }

            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotUse(path, "read", exception);
        }
    }

    /// <summary>Creates a file that must not exist, and missing folders. No other process may open it.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="name">The name that the user knows, for errors.</param>
    /// <param name="size">Its size in bytes; null if unknown.</param>
    public static FileStream Create(string path, string name, long? size)
    {
        try
        {
            try
            {
                return CreateNew(path, size);
            }
            catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException)
            {
                // The folder exists for all but the first of many files, and checking it for each would cost as much as
                // writing a small file. A concurrent download may create it at the same moment; then only the file was not
                // found.
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return CreateNew(path, size);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw CannotUse(name, "written", exception);
        }
    }

    /// <summary>Copies a content to a sink. A failure to read has its own error, so that it differs from a failure of the sink.</summary>
    public static async Task CopyAsync(Stream content, string name, Stream sink, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize(content));
        try
        {
            int read;
            while ((read = await ReadAsync(content, name, buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                await sink.WriteAsync(buffer, 0, read, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Whether a write failed because of the disk. For a file that is too long for the file system, .NET reports an invalid
    /// argument.
    /// </summary>
    public static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException;

    /// <summary>The error for a file or folder that the system cannot read or write.</summary>
    public static ScaleException CannotUse(string path, string what, Exception cause) =>
        new ScaleException(ScaleErrorId.InvalidPath, $"The file '{path}' cannot be {what}: {cause.Message.TrimEnd('.')}.", cause) { Target = path };

    /// <summary>Suggests a file or folder next to a path that does not exist, with a space before it; empty if no name is similar.</summary>
    public static string DidYouMean(string path)
    {
        try
        {
            var full = Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar);
            return Path.GetDirectoryName(full) is { } folder
                ? Suggestion.For(Path.GetFileName(full), Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)!))
                : string.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The suggestion is optional.
            return string.Empty;
        }
    }

    /// <summary>How many bytes of a content to read together.</summary>
    internal static int BlockSize(Stream content) => UploadContent.BlockSize(content is FileStream { CanSeek: true } file ? file.Length : null);

    /// <summary>Reads the next block. Whatever a stream throws becomes an error about reading.</summary>
    internal static async Task<int> ReadAsync(Stream content, string name, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            // A small file is read faster than another thread could start.
            return content is FileStream { CanSeek: true, Length: <= UploadContent.BufferSize }
                ? content.Read(buffer, 0, buffer.Length)
                : await content.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (ScaleException or OperationCanceledException))
        {
            throw CannotUse(name, "read", exception);
        }
    }

    private static FileStream CreateNew(string path, long? size) =>
#if NET
        new(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1,
            Options = FileOptions.Asynchronous,

            // A full disk shows before hours of download. Also, the file is contiguous, and writing is about 10 % cheaper.
            PreallocationSize = size >= UploadContent.BufferSize ? size.Value : 0,
        });
#else
        new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.Asynchronous);
#endif
}
