namespace IkomiaScale.Emulator.Faults.Streams;

/// <summary>Sends the answer slowly.</summary>
internal sealed class DripStream(HttpContext context, Stream inner, long bytesPerSecond) : ShapedStream(context, inner)
{
    private const int StepsPerSecond = 20;

    protected override async Task WriteShapedAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var step = (int)Math.Clamp(bytesPerSecond / StepsPerSecond, 1, int.MaxValue);
        while (bytes.Length > 0)
        {
            var drop = bytes[..Math.Min(step, bytes.Length)];
            await Inner.WriteAsync(drop, cancellation);
            await Inner.FlushAsync(cancellation);
            bytes = bytes[drop.Length..];
            await Task.Delay(TimeSpan.FromSeconds(drop.Length / (double)bytesPerSecond), Context.RequestAborted);
        }
    }
}
