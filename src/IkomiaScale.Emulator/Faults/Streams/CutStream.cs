namespace IkomiaScale.Emulator.Faults.Streams;

/// <summary>
/// Sends the first bytes and drops the rest. The endpoint does not notice, so a result that can be fetched only once is gone, as with
/// the real service.
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

    /// <summary>Computed at the first byte: the length of the answer is known, and its headers are not sent yet.</summary>
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
