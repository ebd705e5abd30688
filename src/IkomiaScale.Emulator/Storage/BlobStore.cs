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

    // Which folders are there already: to ask the system each time would cost more than to open the file.
    private readonly bool[] _hasFolder = new bool[256];

    /// <summary>Writes a stream to a file of its own while hashing it. If it breaks off, nothing is left.</summary>
    public async Task<ReceivedBlob> ReceiveAsync(Stream content, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var first = await content.ReadAsync(buffer.AsMemory(0, BufferSize), cancellation);

            // Nothing needs no file: each copy brings an empty one along.
            var size = first == 0 ? 0 : await StoreAsync(id, buffer, first, content, hash, cancellation);
            return new ReceivedBlob(this, id, size, Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant());
        }
        catch
        {
            Delete(id);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The bytes of a content.</summary>
    /// <exception cref="IOException">The file is gone.</exception>
    public Stream Open(StoredContent content) => content.Size == 0
        ? Stream.Null
        : new FileStream(FileOf(content.Blob), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);

    public void Delete(string id)
    {
        try
        {
            File.Delete(FileOf(id));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It was never there, or somebody reads it under a system that forbids to delete it then: the next start sweeps it.
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

    // The first bytes are in the buffer already.
    private async Task<long> StoreAsync(string id, byte[] buffer, int first, Stream rest, IncrementalHash hash, CancellationToken cancellation)
    {
        EnsureFolder(id);
        await using var target = new FileStream(FileOf(id), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        long size = 0;
        for (var filled = await FillAsync(first); filled > 0; filled = await FillAsync(0))
        {
            // The disk works while the hash is computed.
            var write = WriteAsync(target, buffer.AsMemory(0, filled), cancellation);
            hash.AppendData(buffer, 0, filled);
            await write;
            size += filled;
        }

        return size;

        async Task<int> FillAsync(int filled) => filled + await rest.ReadAtLeastAsync(
            buffer.AsMemory(filled, BufferSize - filled), BufferSize - filled, throwOnEndOfStream: false, cancellation);
    }

    private void EnsureFolder(string id)
    {
        var first = Convert.FromHexString(id.AsSpan(0, 2))[0];
        if (!_hasFolder[first])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FileOf(id))!);
            _hasFolder[first] = true;
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
