using System.Net;
using System.Runtime.ExceptionServices;

namespace IkomiaScale.Wire;

/// <summary>
/// A body that remembers whether it began to leave (only a request that surely never did may be repeated blindly) and
/// whether it was its own source that failed.
/// </summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly HttpContent _inner;

    public TrackedContent(HttpContent inner)
    {
        _inner = inner;
        foreach (var header in inner.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    /// <summary>Whether the first byte has been asked for.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The failure of the source of the bytes, if it was that.</summary>
    public Exception? SourceFailure { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        HasStarted = true;
        try
        {
            await _inner.CopyToAsync(stream, context).ConfigureAwait(false);
        }
        catch (Exception exception) when (FindSourceFailure(exception) is { } failure)
        {
            SourceFailure = failure;
            ExceptionDispatchInfo.Capture(exception).Throw();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength.HasValue;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static ScaleException? FindSourceFailure(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is ScaleException failure)
            {
                return failure;
            }
        }

        return null;
    }
}
