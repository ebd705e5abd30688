namespace IkomiaScale.Emulator.Faults.Streams;

/// <summary>Waits in the middle of the answer.</summary>
internal sealed class PauseStream(HttpContext context, Stream inner, long? place, Func<CancellationToken, Task> pause) : ShapedStream(context, inner)
{
    private bool _paused;

    protected override async Task WriteShapedAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var before = (int)Math.Clamp(PlaceOrMiddle(place) - Written, 0, bytes.Length);
        await Inner.WriteAsync(bytes[..before], cancellation);
        if (!_paused && before < bytes.Length)
        {
            _paused = true;
            // The client must get the bytes before the pause.
            await Inner.FlushAsync(cancellation);
            await pause(Context.RequestAborted);
        }

        await Inner.WriteAsync(bytes[before..], cancellation);
    }
}
