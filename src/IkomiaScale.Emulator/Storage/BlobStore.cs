using System.Buffers;
using System.Security.Cryptography;
using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Storage;

/// <summary>
/// The bytes of the objects, one file each. Files are named by a random id and never by an object's path, so that no
/// name can lead out of the folder. A file without an object that refers to it does not count: it is being received, or the
/// next start sweeps it.
/// </summary>
internal sealed class BlobStore(DataFolder folder)
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Writes a stream to a file of its own while hashing it. If it breaks off, nothing is left.</summary>
    public async Task<ReceivedBlob> ReceiveAsync(Stream content, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        var file = FileOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
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
        foreach (var file in Directory.EnumerateFiles(folder.Blobs, "*", SearchOption.AllDirectories))
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
                // The disk works while the hash is computed.
                var write = WriteAsync(target, buffer.AsMemory(0, read), cancellation);
                hash.AppendData(buffer, 0, read);
                await write;
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
            // A small content is written sooner than another thread could start to.
            if (bytes.Length < BufferSize)
            {
                target.Write(bytes.Span);
                return;
            }

            await target.WriteAsync(bytes, cancellation);
        }
        catch (IOException exception)
        {
            // Told apart from a request that broke off: the client did nothing wrong.
            throw new RequestException(StatusCodes.Status507InsufficientStorage, $"The content cannot be written: {exception.Message}");
        }
    }

    // A folder for each first byte keeps the folders small.
    private string FileOf(string id) => Path.Combine(folder.Blobs, id[..2], id);
}
