using IkomiaScale.Retries;
using IkomiaScale.Wire;

namespace IkomiaScale.Api;

/// <summary>A request to the service, with everything that is needed to repeat it and to report its failure.</summary>
internal sealed class ApiCall
{
    public ApiCall(HttpMethod method, Uri url, string subject)
    {
        Method = method;
        Url = url;
        Subject = subject;
    }

    public HttpMethod Method { get; }

    public Uri Url { get; }

    /// <summary>What it is about, for the middle of a sentence.</summary>
    public string Subject { get; }

    /// <summary>The value for <see cref="ScaleException.Target"/>: a path, a uid, or a URL. Null for the subject.</summary>
    public string? Target { get; init; }

    /// <summary>Creates the body, for each try again; null for none.</summary>
    public Func<InactivityTimer, HttpContent>? CreateContent { get; init; }

    /// <summary>Whether the body can be created again. False if its source can be read only once and was read.</summary>
    public Func<bool> CanRepeatContent { get; init; } = static () => true;

    public Repeat Repeat { get; init; } = Repeat.Always;

    public bool ExpectContinue { get; init; }

    public long? RangeStart { get; init; }

    /// <summary>The last byte to read; null for all.</summary>
    public long? RangeEnd { get; init; }

    /// <summary>Whether it transfers a content, so that it takes one of the places for transfers.</summary>
    public bool IsTransfer { get; init; }

    /// <summary>Cancels the wait for the headers and the waits between tries, but not the reading of an answer.</summary>
    public CancellationToken GiveUp { get; init; }

    /// <summary>Whether the request carries the JWT. False for a pre-signed URL.</summary>
    public bool WithBearer { get; init; } = true;

    /// <summary>Whether the caller handles redirects. Otherwise a redirect is an error.</summary>
    public bool AllowRedirect { get; init; }

    /// <summary>The error for status 404.</summary>
    public ScaleErrorId NotFound { get; init; } = ScaleErrorId.ObjectNotFound;
}
