using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace IkomiaScale.Wire;

/// <summary>An answer whose headers have arrived and whose body is unread. Dispose it to free its connection.</summary>
internal sealed class WireResponse : IDisposable
{
    private const int PartSize = 64 * 1024;

    private readonly HttpResponseMessage _message;
    private readonly InactivityTimer _headersTimer;
    private readonly InactivityTimer _timer;
    private readonly Uri _url;
    private readonly IDisposable? _place;

    /// <summary>Takes over the message and the timer.</summary>
    public WireResponse(HttpResponseMessage message, Uri url, InactivityTimer timer, IDisposable? place = null)
    {
        _message = message;
        _url = url;
        _place = place;
        _headersTimer = timer;

        // A limit that passes at the moment when the headers arrive does not count.
        _timer = timer.WithSameLimit();
    }

    /// <summary>The URL of the request.</summary>
    public Uri Url => _url;

    /// <summary>The HTTP status code.</summary>
    public int StatusCode => (int)_message.StatusCode;

    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccess => _message.IsSuccessStatusCode;

    /// <summary>The reason phrase of the server, or the standard one.</summary>
    public string Reason => string.IsNullOrEmpty(_message.ReasonPhrase) ? _message.StatusCode.ToString() : _message.ReasonPhrase!;

    /// <summary>The length of the body in bytes; null if the server does not say it.</summary>
    public long? ContentLength => _message.Content?.Headers.ContentLength;

    /// <summary>The first byte of a partial content (206); null for other answers.</summary>
    public long? RangeStart =>
        _message.StatusCode == HttpStatusCode.PartialContent ? _message.Content?.Headers.ContentRange?.From : null;

    /// <summary>Whether the server offers parts of a content.</summary>
    public bool OffersRanges => _message.StatusCode == HttpStatusCode.PartialContent || _message.Headers.AcceptRanges.Contains("bytes");

    /// <summary>The target of a redirect; null if it is not a URL.</summary>
    public Uri? Location => Uri.TryCreate(_url, _message.Headers.Location, out var target) ? target : null;

    /// <summary>The time of the server; null if it does not say it.</summary>
    public DateTimeOffset? Date => _message.Headers.Date;

    /// <summary>How long the server asks to wait, for both forms of the header.</summary>
    /// <param name="now">The current time, for the form with a date.</param>
    public TimeSpan? RetryAfter(DateTimeOffset now) => _message.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>The media type of the body without its parameters, or null.</summary>
    public string? ContentType => _message.Content?.Headers.ContentType is MediaTypeHeaderValue type ? type.MediaType : null;

    /// <summary>Opens the body, under the inactivity limit.</summary>
    public async Task<Stream> OpenBodyAsync()
    {
        if (_message.Content is null)
        {
            return Stream.Null;
        }

#if NET
        var inner = await _message.Content.ReadAsStreamAsync(_timer.Token).ConfigureAwait(false);
#else
        var inner = await _message.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        return new GuardedStream(inner, _timer, _url);
    }

    /// <summary>Reads the body as UTF-8 text, up to <paramref name="limit"/> bytes.</summary>
    public async Task<string> ReadTextAsync(int limit, CancellationToken cancellationToken)
    {
        using var bytes = await ReadBytesAsync(limit, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>Reads the body from its start, up to <paramref name="limit"/> bytes.</summary>
    public async Task<MemoryStream> ReadBytesAsync(int limit, CancellationToken cancellationToken)
    {
        using var body = await OpenBodyAsync().ConfigureAwait(false);
        var bytes = new MemoryStream();
        var part = ArrayPool<byte>.Shared.Rent(Math.Min(limit, PartSize));
        try
        {
            int read;
            while (bytes.Length < limit
                && (read = await body.ReadAsync(part, 0, (int)Math.Min(part.Length, limit - bytes.Length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                bytes.Write(part, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part);
        }

        bytes.Position = 0;
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _message.Dispose();
        _timer.Dispose();
        _headersTimer.Dispose();
        _place?.Dispose();
    }
}
