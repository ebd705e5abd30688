namespace IkomiaScale.Wire;

/// <summary>A request for the transport. The URL is final: nothing in it is encoded again.</summary>
internal sealed class WireRequest
{
    /// <summary>Creates a request without a body.</summary>
    public WireRequest(HttpMethod method, Uri url)
    {
        Method = method;
        Url = url;
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The absolute URL, percent-encoded.</summary>
    public Uri Url { get; }

    /// <summary>The value of the Authorization header, or null for none. Never logged.</summary>
    public string? Authorization { get; init; }

    /// <summary>Creates the body; null for none. The body must restart the timer while it moves bytes.</summary>
    public Func<InactivityTimer, HttpContent>? CreateContent { get; init; }

    /// <summary>
    /// Asks the server to accept the headers before the body is sent, so that a refusal (token, existing object) costs
    /// nothing, however large the file.
    /// </summary>
    public bool ExpectContinue { get; init; }

    /// <summary>Cancels the wait for the headers and nothing after them: an answer that is returned only once is read to its end.</summary>
    public CancellationToken GiveUp { get; init; }

    /// <summary>Whether it transfers a content. The number of such requests is limited.</summary>
    public bool IsTransfer { get; init; }

    /// <summary>The first byte of a content to read; null or 0 for all.</summary>
    public long? RangeStart { get; init; }

    /// <summary>The last byte to read; null for all.</summary>
    public long? RangeEnd { get; init; }
}
