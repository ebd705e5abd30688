using System.Buffers;
using IkomiaScale.Files;

namespace IkomiaScale.Storage;

/// <summary>Local files as transfers want them: sequential, asynchronous, no buffer of their own.</summary>
internal static class LocalFile
{
    /// <summary>Opens a file for reading from its start; others may read it too.</summary>
    public static FileStream OpenRead(string path)
    {
        try
        {
            if (LinuxStat.IsAvailable && LinuxStat.Read(path, out _, follow: true) == EntryKind.Special)
            {
                throw new ScaleException(
                    ScaleErrorId.InvalidPath, $"'{path}' is a pipe, socket or device, which has no content to read. Name a file.") { Target = path };
            }

            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotUse(path, "read", exception);
        }
    }

    /// <summary>Creates a file that must not be there yet, with the folders that are missing; nobody else may open it.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="name">What the user knows it by, for the error.</param>
    /// <param name="size">How many bytes it will have; null where that is not known.</param>
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
                // The folder is there for all but the first of many files, and to ask for each would cost as much as to write a
                // small one. It may also come in this very moment, made for the file beside: then it is the file that was not found.
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return CreateNew(path, size);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw CannotUse(name, "written", exception);
        }
    }

    /// <summary>Copies a content to a sink; a failure to read it is told as its own, apart from one of the sink.</summary>
    public static async Task CopyAsync(Stream content, string name, Stream sink, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(UploadContent.BufferSize);
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

    /// <summary>Whether a write failed because the disk does not take it. Of a file that is too long for a file system .NET says that an argument is wrong.</summary>
    public static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException;

    /// <summary>The error for a file that the system does not let us use.</summary>
    public static ScaleException CannotUse(string path, string what, Exception cause) =>
        new(ScaleErrorId.InvalidPath, $"The file '{path}' cannot be {what}: {cause.Message.TrimEnd('.')}.", cause) { Target = path };

    /// <summary>Reads the next part; whatever a stream throws, it cannot be read.</summary>
    internal static async Task<int> ReadAsync(Stream content, string name, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            // A small file is read sooner than another thread could start to.
            return content is FileStream { CanSeek: true, Length: <= UploadContent.BufferSize }
                ? content.Read(buffer, 0, UploadContent.BufferSize)
                : await content.ReadAsync(buffer, 0, UploadContent.BufferSize, cancellationToken).ConfigureAwait(false);
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

            // A full disk is told before hours of download; the file is in one piece, and writing it is a tenth cheaper.
            PreallocationSize = size >= UploadContent.BufferSize ? size.Value : 0,
        });
#else
        new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.Asynchronous);
#endif
}
