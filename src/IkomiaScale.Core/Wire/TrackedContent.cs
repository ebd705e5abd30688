using System.Net;
using System.Runtime.ExceptionServices;

namespace IkomiaScale.Wire;

/// <summary>
/// A body that remembers whether all of it may have left (a request that surely never arrived as a whole may be repeated
/// blindly) and whether it was its own source that failed.
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

    /// <summary>Whether the last byte may have left; without a length any byte may have been the last.</summary>
    public bool MayHaveLeft => _leaving is { } leaving && leaving.Count >= (_length ?? 0);

    /// <summary>The failure of the source of the bytes, if it was that.</summary>
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
