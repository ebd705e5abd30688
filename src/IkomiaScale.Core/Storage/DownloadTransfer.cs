using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using IkomiaScale.Errors;
using IkomiaScale.Wire;

namespace IkomiaScale.Storage;

/// <summary>The state of one download over all its connections.</summary>
internal sealed class DownloadTransfer : IDisposable
{
    private readonly IkStorageObject _source;
    private readonly Stream _destination;
    private readonly string _name;
    private readonly TransferOptions _options;
    private readonly IncrementalHash? _hash;
    private readonly long _start;
    private readonly int _blockSize;

    /// <summary>Creates the state of a download that has no bytes yet.</summary>
    /// <param name="source">The object.</param>
    /// <param name="destination">Receives the content.</param>
    /// <param name="name">The name of the destination for errors. An unfinished file has another one.</param>
    /// <param name="options">The options.</param>
    public DownloadTransfer(IkStorageObject source, Stream destination, string name, TransferOptions options)
    {
        _source = source;
        _destination = destination;
        _name = name;
        _options = options;
        _hash = options.SkipChecksum ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _start = destination.CanSeek ? destination.Position : 0;
        _blockSize = UploadContent.BlockSize(source.Size);
    }

    /// <summary>The number of bytes that are written and hashed. The next connection resumes here.</summary>
    public long Position { get; private set; }

    /// <summary>Whether all bytes of the object have arrived.</summary>
    public bool HasAll => Position > 0 && Position == _source.Size;

    /// <summary>Writes the rest of the content from an answer, until the end or until there is enough.</summary>
    /// <returns>Whether the answer was read to its end.</returns>
    public async Task<bool> ReceiveAsync(WireResponse response, Func<long, bool> isEnough, CancellationToken cancellationToken)
    {
        if (Position > 0 && response.RangeStart != Position)
        {
            StartOver();
        }

        using var body = await response.OpenBodyAsync().ConfigureAwait(false);
        var block = ArrayPool<byte>.Shared.Rent(_blockSize);
        byte[]? next = null;
        try
        {
            // One block arrives while the block before it is hashed and written.
            var taking = Task.CompletedTask;
            var received = Position;
            var hasEnough = false;
            ExceptionDispatchInfo? failure;
            while (true)
            {
                (var count, failure) = await FillAsync(body, block, received, cancellationToken).ConfigureAwait(false);
                received += count;
                await taking.ConfigureAwait(false);
                taking = TakeAsync(block, count, cancellationToken);
                if (count < _blockSize || failure is not null || received > _source.Size || (hasEnough = isEnough(received)))
                {
                    break;
                }

                (block, next) = (next ?? ArrayPool<byte>.Shared.Rent(_blockSize), block);
            }

            await taking.ConfigureAwait(false);
            failure?.Throw();
            return !hasEnough;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
            if (next is not null)
            {
                ArrayPool<byte>.Shared.Return(next);
            }
        }
    }

    /// <summary>The file, for several connections that write at the same time; null if the destination is not a file.</summary>
    public PartFile? ToPartFile() => _destination is FileStream file ? new PartFile(file, _start, _name) : null;

    /// <summary>Hashes and counts bytes that are already in the file, in order.</summary>
    public void Take(byte[] block, int count)
    {
        _hash?.AppendData(block, 0, count);
        Position += count;
    }

    /// <summary>Continues to write after the last byte that was taken.</summary>
    public void Resume() => _destination.Position = _start + Position;

    /// <summary>Checks size and sha256 of the whole content.</summary>
    /// <returns>The size in bytes.</returns>
    public long Complete()
    {
        var sha256 = _hash is null ? null : Hex.Of(_hash.GetHashAndReset());
        var sizeDiffers = _source.Size is { } size && size != Position;
        var hashDiffers = sha256 is not null && _source.Sha256 is { } expected
            && !string.Equals(sha256, expected, StringComparison.OrdinalIgnoreCase);
        if (sizeDiffers || hashDiffers)
        {
            throw new ScaleException(
                ScaleErrorId.ChecksumMismatch,
                $"The download of the {Subjects.Object(_source.Path)} does not match the listed object: " +
                FormattableString.Invariant($"{Position} bytes with sha256 {sha256} instead of {_source.Size} bytes with sha256 {Printable.OneLine(_source.Sha256 ?? string.Empty, 64)}. ") +
                "It may have been overwritten: list it again with Get-IkStorageObject, then download it again.")
            {
                Target = _source.ToString(),
            };
        }

        return Position;
    }

    public void Dispose() => _hash?.Dispose();

    // A server without ranges sends everything again.
    private void StartOver()
    {
        if (!_destination.CanSeek)
        {
            throw new ScaleException(
                ScaleErrorId.NetworkError,
                $"The download of the {Subjects.Object(_source.Path)} failed: the connection broke, and the service cannot resume it. Run the command again.")
            {
                Target = _source.ToString(),
            };
        }

        ScaleLog.Tell(() => FormattableString.Invariant($"The service cannot resume the {Subjects.Object(_source.Path)} at byte {Position}, so the download starts over."));
        _destination.SetLength(_start);
        _destination.Position = _start;
        _hash?.GetHashAndReset();
        Position = 0;
    }

    // Fills a block as far as the content goes. The bytes before a broken connection are kept, so the failure is returned with
    // them.
    private async Task<(int Count, ExceptionDispatchInfo? Failure)> FillAsync(
        Stream body, byte[] block, long before, CancellationToken cancellationToken)
    {
        var count = 0;
        try
        {
            var read = 0;
            while (count < _blockSize
                && (read = await body.ReadAsync(block, count, _blockSize - count, cancellationToken).ConfigureAwait(false)) > 0)
            {
                count += read;
                _options.Progress?.Report(before + count);
            }

            return (count, null);
        }
        catch (Exception exception)
        {
            return (count, ExceptionDispatchInfo.Capture(exception));
        }
    }

    // A short block is hashed and written faster than another thread could start.
    private Task TakeAsync(byte[] block, int count, CancellationToken cancellationToken) => count < UploadContent.BufferSize
        ? HashAndWriteAsync(block, count, cancellationToken)
        : Task.Run(() => HashAndWriteAsync(block, count, cancellationToken), CancellationToken.None);

    private async Task HashAndWriteAsync(byte[] block, int count, CancellationToken cancellationToken)
    {
        // The disk writes while the hash is computed.
        var write = WriteAsync(block, count, cancellationToken);
        _hash?.AppendData(block, 0, count);
        await write.ConfigureAwait(false);
        Position += count;
    }

    private async Task WriteAsync(byte[] block, int count, CancellationToken cancellationToken)
    {
        try
        {
            if (count < UploadContent.BufferSize)
            {
                _destination.Write(block, 0, count);
            }
            else
            {
                await _destination.WriteAsync(block, 0, count, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (LocalFile.IsOfDisk(exception))
        {
            throw LocalFile.CannotUse(_name, "written", exception);
        }
    }
}
