using System.Security.Cryptography;
using IkomiaScale.Wire;

namespace IkomiaScale.Storage;

/// <summary>
/// Passes the bytes of an upload to the request: counts them, hashes them while the network sends, and applies the inactivity
/// limit to the waits for the network only.
/// </summary>
internal sealed class UploadSink(Stream request, UploadSource source, IncrementalHash? hash, InactivityTimer timer, TransferProgress? progress) : OneWayStream
{
    private long _position;

    public override bool CanWrite => true;

    // Some zip writers ask for the position.
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        source.CheckLength(_position + count, isEnd: false);
        timer.Start();
        var write = request.WriteAsync(buffer, offset, count, timer.Token);
        hash?.AppendData(buffer, offset, count);
        await write.ConfigureAwait(false);
        timer.Stop();
        _position += count;
        progress?.Report(_position);
    }

    // The zip writer ends its entries with a few small synchronous writes.
    public override void Write(byte[] buffer, int offset, int count)
    {
        timer.Start();
        request.Write(buffer, offset, count);
        timer.Stop();
        hash?.AppendData(buffer, offset, count);
        _position += count;
    }
}
