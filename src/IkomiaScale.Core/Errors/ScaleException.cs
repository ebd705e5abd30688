using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>
/// Any failure of an operation on Ikomia SCALE. The message names the thing, the cause and the way out, and never
/// contains a token or a signed URL. It is safe to print, whatever the names in it are.
/// </summary>
public sealed class ScaleException : Exception
{
    private bool _isOfConnection;

    /// <summary>Describes a failure.</summary>
    /// <param name="errorId">What went wrong.</param>
    /// <param name="message">The thing, the cause and the way out, for a person.</param>
    /// <param name="innerException">What it was caused by, if anything.</param>
    public ScaleException(ScaleErrorId errorId, string message, Exception? innerException = null)
        : base(Printable.EscapeLines(message), innerException)
    {
        ErrorId = errorId;
    }

    /// <summary>What went wrong.</summary>
    public ScaleErrorId ErrorId { get; }

    /// <summary>The HTTP status of the answer, or null where there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The server's own words (<c>detail</c> or <c>message</c>), made safe to print; null where it gave none.</summary>
    public string? Detail { get; init; }

    /// <summary>What the operation was about: a path, a uid, a URL without its query.</summary>
    public string? Target { get; init; }

    /// <summary>How long the server asks to wait before the next try; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request may succeed a little later (network, overload, restart).</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether all of the request may have left, so that the server may have acted on it.</summary>
    public bool MayHaveArrived { get; init; } = true;

    /// <summary>Whether the run that could not be submitted has begun all the same; null where the failure is of something else.</summary>
    public RunStart? RunStart { get; internal set; }

    /// <summary>Whether it came while a token was asked for: what was to be sent with it was not, or was refused.</summary>
    internal bool IsOfToken { get; set; }

    /// <summary>Whether it was the proxy that refused, or that could not be reached.</summary>
    internal bool IsOfProxy { get; init; }

    /// <summary>Whether it was tried again until there was no point any more.</summary>
    internal bool WasRepeated { get; set; }

    /// <summary>
    /// Whether it concerns the connection and so everything that is done over it: the token is refused, or does not open this project.
    /// </summary>
    internal bool IsOfConnection
    {
        get => _isOfConnection || (InnerException is ScaleException { IsOfConnection: true } cause && cause.ErrorId == ErrorId);
        set => _isOfConnection = value;
    }
}
