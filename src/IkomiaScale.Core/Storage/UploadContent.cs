using System.Net;
using System.Security.Cryptography;
using IkomiaScale.Wire;

namespace IkomiaScale.Storage;

/// <summary>Streams a source into a request, and hashes exactly the bytes that are sent.</summary>
internal sealed class UploadContent : HttpContent
{
    /// <summary>
    /// In bytes: large enough for few system calls, small enough to stay in the cache of the processor while it is hashed.
    /// </summary>
    internal const int BufferSize = 256 * 1024;

    /// <summary>
    /// How many bytes of a content to read together: for many small files, large blocks would keep the garbage collector busier
    /// than the network. One byte more than the content, so that a short block tells its end; at least a page, because some
    /// files have no length until they are read.
    /// </summary>
    /// <param name="length">The length of the content in bytes; null if unknown.</param>
    internal static int BlockSize(long? length) =>
        (int)Math.Min(BufferSize - 1, Math.Max(length ?? BufferSize, Environment.SystemPageSize - 1)) + 1;

    private readonly UploadSource _source;
    private readonly TransferOptions _options;
    private readonly InactivityTimer _timer;

    public UploadContent(UploadSource source, TransferOptions options, InactivityTimer timer)
    {
        _source = source;
        _options = options;
        _timer = timer;
    }

    /// <summary>The number of bytes that were sent.</summary>
    public long BytesSent { get; private set; }

    /// <summary>The sha256 of what was sent; null if it is skipped, or before the end.</summary>
    public string? Sha256 { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using var hash = _options.SkipChecksum ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sink = new UploadSink(stream, _source, hash, _timer, _options.Progress);
        try
        {
            _timer.Stop();
            await _source.WriteToAsync(sink, _timer.Token).ConfigureAwait(false);
            _source.CheckLength(sink.Position, isEnd: true);
            BytesSent = sink.Position;
            Sha256 = hash is null ? null : Hex.Of(hash.GetHashAndReset());
        }
        finally
        {
            // From here on, the wait is for the answer.
            _timer.Start();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _source.Length ?? 0;
        return _source.Length.HasValue;
    }
}
