using IkomiaScale.Retries;
using IkomiaScale.Wire;

namespace IkomiaScale.Api;

/// <summary>A request to the service, with all that is needed to repeat it and to tell of its failure.</summary>
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

    /// <summary>What it is about, as a person would name it in the middle of a sentence.</summary>
    public string Subject { get; }

    /// <summary>The same as <see cref="ScaleException.Target"/> names it: a path, a uid, a URL. The subject where there is none.</summary>
    public string? Target { get; init; }

    /// <summary>Makes the body, anew for each try; null for none.</summary>
    public Func<InactivityTimer, HttpContent>? CreateContent { get; init; }

    /// <summary>Whether the body can be made once more: false when its source can be read only once and has been.</summary>
    public Func<bool> CanRepeatContent { get; init; } = static () => true;

    public Repeat Repeat { get; init; } = Repeat.Always;

    public bool ExpectContinue { get; init; }

    public long? RangeStart { get; init; }

    /// <summary>The last byte that is wanted; null for all to the end.</summary>
    public long? RangeEnd { get; init; }

    /// <summary>Whether a content moves with it, so that it takes one of the places for transfers.</summary>
    public bool IsTransfer { get; init; }

    /// <summary>Ends the wait for the headers of an answer, with the waits between tries, but never an answer that has begun.</summary>
    public CancellationToken GiveUp { get; init; }

    /// <summary>Whether the JWT goes along: false for a pre-signed URL.</summary>
    public bool WithBearer { get; init; } = true;

    /// <summary>Whether a redirect is an answer for the caller; otherwise it is an error.</summary>
    public bool AllowRedirect { get; init; }

    /// <summary>What 404 means.</summary>
    public ScaleErrorId NotFound { get; init; } = ScaleErrorId.ObjectNotFound;
}
