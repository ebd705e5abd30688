namespace IkomiaScale.Wire;

/// <summary>A request as the transport needs it. The URL is final: nothing in it is encoded again.</summary>
internal sealed class WireRequest
{
    /// <summary>Describes a request without a body.</summary>
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

    /// <summary>Makes the body; null for none. It is told of the timer, which it must keep alive while it moves bytes.</summary>
    public Func<InactivityTimer, HttpContent>? CreateContent { get; init; }

    /// <summary>
    /// Asks the server to accept the headers before the body leaves: a refusal (token, existing object) then costs
    /// nothing, however large the file.
    /// </summary>
    public bool ExpectContinue { get; init; }

    /// <summary>
    /// Ends the wait for the headers, and nothing after them: an answer that can be had only once is read to its end once it has begun.
    /// </summary>
    public CancellationToken GiveUp { get; init; }

    /// <summary>Whether a content moves with it: of these only so many are under way at once, and more wait for their turn.</summary>
    public bool IsTransfer { get; init; }

    /// <summary>The first byte that is wanted of a content; null or 0 for all.</summary>
    public long? RangeStart { get; init; }

    /// <summary>The last byte that is wanted; null for all to the end.</summary>
    public long? RangeEnd { get; init; }
}
