namespace IkomiaScale.Emulator.Faults.Streams;

/// <summary>
/// Lets the first bytes through and swallows the rest. The service goes on undisturbed: it has answered as far as it
/// knows, so that a result that can be read once is gone, as it would be.
/// </summary>
internal sealed class CutStream(HttpContext context, Stream inner, long? place, bool looksComplete) : ShapedStream(context, inner)
{
    private long? _limit;

    protected override async Task WriteShapedAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var limit = Limit();
        var rest = (int)Math.Clamp(limit - Written, 0, bytes.Length);
        if (rest > 0)
        {
            await Inner.WriteAsync(bytes[..rest], cancellation);
        }
    }

    /// <summary>Found out at the first byte, when the length of the answer is known and its head not yet on its way.</summary>
    private long Limit()
    {
        if (_limit is null)
        {
            _limit = PlaceOrMiddle(place);
            if (looksComplete && Context.Response.ContentLength > _limit)
            {
                Context.Response.ContentLength = _limit;
            }
        }

        return _limit.Value;
    }
}
