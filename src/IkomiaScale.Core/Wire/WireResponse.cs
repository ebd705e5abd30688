using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace IkomiaScale.Wire;

/// <summary>An answer whose headers are there and whose body is still to be read. Dispose it to free its connection.</summary>
public sealed class WireResponse : IDisposable
{
    private readonly HttpResponseMessage _message;
    private readonly InactivityTimer _timer;
    private readonly Uri _url;

    /// <summary>Takes over the message and the timer.</summary>
    public WireResponse(HttpResponseMessage message, Uri url, InactivityTimer timer)
    {
        _message = message;
        _url = url;
        _timer = timer;
    }

    /// <summary>The URL that was asked.</summary>
    public Uri Url => _url;

    /// <summary>The HTTP status code.</summary>
    public int StatusCode => (int)_message.StatusCode;

    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccess => _message.IsSuccessStatusCode;

    /// <summary>The status in words, as the server or the standard has it.</summary>
    public string Reason => string.IsNullOrEmpty(_message.ReasonPhrase) ? _message.StatusCode.ToString() : _message.ReasonPhrase!;

    /// <summary>The length of the body in bytes, where the server says it.</summary>
    public long? ContentLength => _message.Content?.Headers.ContentLength;

    /// <summary>Where a partial content (206) starts, in bytes; null where it is not one.</summary>
    public long? RangeStart =>
        _message.StatusCode == HttpStatusCode.PartialContent ? _message.Content?.Headers.ContentRange?.From : null;

    /// <summary>Where a redirect leads; null where that is not an address.</summary>
    public Uri? Location => Uri.TryCreate(_url, _message.Headers.Location, out var target) ? target : null;

    /// <summary>How long the server asks to wait, in either form of the header.</summary>
    /// <param name="now">The time now, for the form that gives a date.</param>
    public TimeSpan? RetryAfter(DateTimeOffset now) => _message.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>The type of the body without its parameters, or null.</summary>
    public string? ContentType => _message.Content?.Headers.ContentType is MediaTypeHeaderValue type ? type.MediaType : null;

    /// <summary>The body as a stream, under the inactivity limit.</summary>
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

    /// <summary>The body as UTF-8 text, at most <paramref name="limit"/> bytes of it.</summary>
    public async Task<string> ReadTextAsync(int limit, CancellationToken cancellationToken)
    {
        using var body = await OpenBodyAsync().ConfigureAwait(false);
        var buffer = new byte[limit];
        var length = 0;
        while (length < limit)
        {
            var read = await body.ReadAsync(buffer, length, limit - length, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _message.Dispose();
        _timer.Dispose();
    }
}
