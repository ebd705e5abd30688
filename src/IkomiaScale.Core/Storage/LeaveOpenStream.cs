using IkomiaScale.Wire;

namespace IkomiaScale.Storage;

/// <summary>Reads the stream of a caller and leaves it open when disposed.</summary>
internal sealed class LeaveOpenStream(Stream inner) : OneWayStream
{
    public override bool CanRead => true;

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);
}
