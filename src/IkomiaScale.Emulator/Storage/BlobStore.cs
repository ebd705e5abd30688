using System.Buffers;
using System.Security.Cryptography;
using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Storage;

/// <summary>
/// The contents of objects, one file each. Files have random names, so no object path can lead out of the folder. A file that no
/// object refers to is being received, or the next start deletes it.
/// </summary>
internal sealed class BlobStore(DataFolder folder)
{
    private const int BufferSize = 256 * 1024;

    // The folders that exist. To ask the system each time would cost more than to open the file.
    private readonly bool[] _hasFolder = new bool[256];

    /// <summary>Writes a stream to a new file and computes its sha256. If the stream breaks, the file is deleted.</summary>
    public async Task<ReceivedBlob> ReceiveAsync(Stream content, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var first = await content.ReadAsync(buffer.AsMemory(0, BufferSize), cancellation);

            // Each copy sends an empty content, which needs no file.
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

    /// <summary>Opens a content.</summary>
    /// <exception cref="IOException">The file no longer exists.</exception>
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
            // The file never existed, or somebody reads it and the system doesn't allow deletion meanwhile. The next start deletes it.
        }
    }

    /// <summary>Deletes files that no object refers to, such as half-received ones.</summary>
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

    // The buffer holds the first bytes.
    private async Task<long> StoreAsync(string id, byte[] buffer, int first, Stream rest, IncrementalHash hash, CancellationToken cancellation)
    {
        EnsureFolder(id);
        await using var target = new FileStream(FileOf(id), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        long size = 0;
        for (var filled = await FillAsync(first); filled > 0; filled = await FillAsync(0))
        {
            // Write and hash at the same time.
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
            // For a small content, a switch of threads would take longer than the write.
            if (bytes.Length < BufferSize)
            {
                target.Write(bytes.Span);
                return;
            }

            await target.WriteAsync(bytes, cancellation);
        }
        catch (IOException exception)
        {
            // Not the fault of the client, unlike a request that breaks.
            throw new RequestException(StatusCodes.Status507InsufficientStorage, $"The emulator cannot write the content to its data folder: {exception.Message}");
        }
    }

    // One folder for each first byte keeps the folders small.
    private string FileOf(string id) => Path.Combine(folder.Blobs, id[..2], id);
}
