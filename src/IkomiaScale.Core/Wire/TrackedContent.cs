using System.Net;
using System.Runtime.ExceptionServices;

namespace IkomiaScale.Wire;

/// <summary>
/// Tracks whether a whole body may have left (a request that cannot have arrived completely may be repeated), and whether the
/// source of the body failed.
/// </summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly long? _length;
    private LeavingStream? _leaving;

    public TrackedContent(HttpContent inner)
    {
        _inner = inner;
        foreach (var header in inner.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        _length = inner.Headers.ContentLength;
    }

    /// <summary>Whether the last byte may have left. Without a length, any byte may be the last.</summary>
    public bool MayHaveLeft => _leaving is { } leaving && leaving.Count >= (_length ?? 0);

    /// <summary>The failure of the source of the body; null for none.</summary>
    public Exception? SourceFailure { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        try
        {
            await _inner.CopyToAsync(_leaving = new LeavingStream(stream), context).ConfigureAwait(false);
        }
        catch (Exception exception) when (WireErrors.Chain(exception).OfType<ScaleException>().FirstOrDefault() is { } failure)
        {
            SourceFailure = failure;
            ExceptionDispatchInfo.Capture(exception).Throw();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length ?? 0;
        return _length.HasValue;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
