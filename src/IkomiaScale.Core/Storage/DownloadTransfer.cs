using System.Buffers;
using System.Security.Cryptography;
using IkomiaScale.Errors;
using IkomiaScale.Wire;

namespace IkomiaScale.Storage;

/// <summary>The state of one download across the connections that it takes.</summary>
internal sealed class DownloadTransfer : IDisposable
{
    private readonly IkStorageObject _source;
    private readonly Stream _destination;
    private readonly TransferOptions _options;
    private readonly IncrementalHash? _hash;
    private readonly long _start;

    public DownloadTransfer(IkStorageObject source, Stream destination, TransferOptions options)
    {
        _source = source;
        _destination = destination;
        _options = options;
        _hash = options.SkipChecksum ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _start = destination.CanSeek ? destination.Position : 0;
    }

    /// <summary>How many bytes are written and hashed; the next connection goes on from here.</summary>
    public long Position { get; private set; }

    /// <summary>Whether as many bytes are there as the object has.</summary>
    public bool HasAll => Position > 0 && Position == _source.Size;

    /// <summary>Takes the rest of the content from an answer and checks the whole.</summary>
    /// <returns>The size in bytes.</returns>
    public async Task<long> ReceiveAsync(WireResponse response, CancellationToken cancellationToken)
    {
        if (Position > 0 && response.RangeStart != Position)
        {
            StartOver();
        }

        using var body = await response.OpenBodyAsync().ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(UploadContent.BufferSize);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, 0, UploadContent.BufferSize, cancellationToken).ConfigureAwait(false)) > 0)
            {
                // The disk works while the hash is computed.
                var write = WriteAsync(buffer, read, cancellationToken);
                _hash?.AppendData(buffer, 0, read);
                Position += read;
                await write.ConfigureAwait(false);
                _options.Progress?.Report(Position);
                if (Position > _source.Size)
                {
                    break;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Complete();
    }

    /// <summary>Checks the whole.</summary>
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
                $"What arrived is not the {Subjects.Object(_source.Path)} that was listed: " +
                FormattableString.Invariant($"{Position} bytes with sha256 {sha256} instead of {_source.Size} bytes with sha256 {Printable.OneLine(_source.Sha256 ?? string.Empty, 64)}. ") +
                "It may have been overwritten meanwhile: list it again and try again.")
            {
                Target = _source.ToString(),
            };
        }

        return Position;
    }

    public void Dispose() => _hash?.Dispose();

    // A server that does not know ranges sends all again.
    private void StartOver()
    {
        if (!_destination.CanSeek)
        {
            throw new ScaleException(
                ScaleErrorId.NetworkError,
                $"The connection broke in the middle of {Subjects.Object(_source.Path)}, and the service cannot continue it. Try again.")
            {
                Target = _source.ToString(),
            };
        }

        _destination.SetLength(_start);
        _destination.Position = _start;
        _hash?.GetHashAndReset();
        Position = 0;
    }

    private async Task WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken)
    {
        try
        {
            // A small content is written sooner than another thread could start to.
            if (_source.Size <= UploadContent.BufferSize)
            {
                _destination.Write(buffer, 0, count);
                return;
            }

            await _destination.WriteAsync(buffer, 0, count, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw LocalFile.CannotUse((_destination as FileStream)?.Name ?? "destination", "written", exception);
        }
    }
}
