namespace IkomiaScale.Emulator.Tests.Support;

/// <summary>A body of which half is sent, which brings the request to the server, and which does not go on before it may.</summary>
internal sealed class HeldStream : MemoryStream
{
    private const int Half = 128 * 1024;

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldStream()
        : base(new byte[2 * Half])
    {
    }

    public void Release() => _released.TrySetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Half)
        {
            await _released.Task.WaitAsync(cancellationToken);
        }

        return await base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, Half - (Position % Half))], cancellationToken);
    }
}
