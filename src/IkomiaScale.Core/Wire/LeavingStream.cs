namespace IkomiaScale.Wire;

/// <summary>
/// Counts the bytes of a request that may have left. A byte counts when it is passed to the network, whether or not the
/// network confirms it.
/// </summary>
internal sealed class LeavingStream(Stream network) : OneWayStream
{
    /// <summary>The number of bytes that may have left.</summary>
    public long Count { get; private set; }

    public override bool CanWrite => true;

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Count += count;
        return network.WriteAsync(buffer, offset, count, cancellationToken);
    }

#if NET
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count += buffer.Length;
        return network.WriteAsync(buffer, cancellationToken);
    }
#endif

    public override void Write(byte[] buffer, int offset, int count)
    {
        Count += count;
        network.Write(buffer, offset, count);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => network.FlushAsync(cancellationToken);

    public override void Flush() => network.Flush();
}
