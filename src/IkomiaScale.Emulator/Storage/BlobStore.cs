using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Storage;

/// <summary>
/// The bytes of the objects, one file each. Files are named by a random id and never by an object's path, so that no
/// name can lead out of the folder. A file without an object that refers to it does not count: it is being received, or the
/// next start sweeps it.
/// </summary>
internal sealed class BlobStore
{
    private const int BufferSize = 256 * 1024;

    private readonly DataFolder _folder;

    public BlobStore(DataFolder folder)
    {
        _folder = folder;
        // A folder for each first byte keeps the folders small.
        for (var first = 0; first <= byte.MaxValue; first++)
        {
            Directory.CreateDirectory(Path.Combine(folder.Blobs, first.ToString("x2", CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Writes a stream to a file of its own while hashing it. If it breaks off, nothing is left.</summary>
    public async Task<ReceivedBlob> ReceiveAsync(Stream content, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        var file = FileOf(id);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size;
            await using (var target = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                size = await CopyAsync(content, target, hash, cancellation);
            }

            return new ReceivedBlob(id, file, size, Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant());
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    public FileStream Open(string id) =>
        new(FileOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);

    public void Delete(string id)
    {
        try
        {
            File.Delete(FileOf(id));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody reads it under a system that forbids to delete it then: the next start sweeps it.
        }
    }

    /// <summary>Deletes what an earlier end left behind: files that no object refers to, half-received ones among them.</summary>
    public void Sweep(Func<string, bool> isUsed)
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Blobs, "*", SearchOption.AllDirectories))
        {
            if (!isUsed(Path.GetFileName(file)))
            {
                File.Delete(file);
            }
        }
    }

    private static async Task<long> CopyAsync(Stream source, Stream target, IncrementalHash hash, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long size = 0;
            int read;
            while ((read = await source.ReadAtLeastAsync(buffer.AsMemory(0, BufferSize), BufferSize, throwOnEndOfStream: false, cancellation)) > 0)
            {
                // The disk works while the hash is computed. A small content is written sooner than another thread could start to.
                var written = read < BufferSize ? Write(target, buffer.AsSpan(0, read)) : WriteAsync(target, buffer.AsMemory(0, read), cancellation);
                hash.AppendData(buffer, 0, read);
                await written;
                size += read;
            }

            return size;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task WriteAsync(Stream target, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await target.WriteAsync(bytes, cancellation);
        }
        catch (IOException exception)
        {
            throw CannotWrite(exception);
        }
    }

    private static Task Write(Stream target, ReadOnlySpan<byte> bytes)
    {
        try
        {
            target.Write(bytes);
            return Task.CompletedTask;
        }
        catch (IOException exception)
        {
            throw CannotWrite(exception);
        }
    }

    /// <summary>Told apart from a request that broke off: the client did nothing wrong.</summary>
    private static RequestException CannotWrite(IOException exception) =>
        new(StatusCodes.Status507InsufficientStorage, $"The content cannot be written: {exception.Message}");

    private string FileOf(string id) => Path.Combine(_folder.Blobs, id[..2], id);
}
