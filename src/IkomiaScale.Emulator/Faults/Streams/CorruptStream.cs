namespace IkomiaScale.Emulator.Faults.Streams;

/// <summary>Changes one byte of the answer.</summary>
internal sealed class CorruptStream(HttpContext context, Stream inner, long? place) : ShapedStream(context, inner)
{
    protected override async Task WriteShapedAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var index = PlaceOrMiddle(place) - Written;
        if (index >= 0 && index < bytes.Length)
        {
            var changed = bytes.ToArray();
            // This bit keeps JSON valid: a digit becomes another digit, a letter another letter.
            changed[index] ^= 0x01;
            bytes = changed;
        }

        await Inner.WriteAsync(bytes, cancellation);
    }
}
