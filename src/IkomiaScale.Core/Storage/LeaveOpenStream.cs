using IkomiaScale.Wire;

namespace IkomiaScale.Storage;

/// <summary>A caller's stream for reading; it stays open when we are done with it.</summary>
internal sealed class LeaveOpenStream(Stream inner) : OneWayStream
{
    public override bool CanRead => true;

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);
}
