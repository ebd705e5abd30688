using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>
/// A failure of an operation on Ikomia SCALE. The message says what failed, why, and what to do. It never contains a token or
/// a signature, and is safe to print whatever the names in it are.
/// </summary>
public sealed class ScaleException : Exception
{
    private bool _isOfConnection;

    /// <summary>Creates the exception.</summary>
    /// <param name="errorId">The kind of failure.</param>
    /// <param name="message">What failed, why, and what to do, in one or two sentences.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public ScaleException(ScaleErrorId errorId, string message, Exception? innerException = null)
        : base(Printable.EscapeLines(message), innerException)
    {
        ErrorId = errorId;
    }

    /// <summary>The kind of failure.</summary>
    public ScaleErrorId ErrorId { get; }

    /// <summary>The HTTP status of the answer; null without an answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>
    /// The message from the service (<c>detail</c> or <c>message</c> of the answer), safe to print; null if there was none.
    /// </summary>
    public string? Detail { get; init; }

    /// <summary>What the operation worked on: a path, a uid, or a URL without its query.</summary>
    public string? Target { get; init; }

    /// <summary>How long the service asks to wait before the next try (<c>Retry-After</c>); null if it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request may succeed later, such as after an overload or a broken connection.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether the whole request may have left, so that the service may have acted on it.</summary>
    public bool MayHaveArrived { get; init; } = true;

    /// <summary>Whether the run that could not be submitted has started anyway; null for failures other than of a submission.</summary>
    public RunStart? RunStart { get; internal set; }

    /// <summary>Whether the request for an access token failed. Then the request that needed it was not sent, or was refused.</summary>
    internal bool IsOfToken { get; set; }

    /// <summary>Whether the proxy refused or could not be reached.</summary>
    internal bool IsOfProxy { get; init; }

    /// <summary>Whether the request was already tried as often as allowed, so that nobody repeats it again.</summary>
    internal bool WasRepeated { get; set; }

    /// <summary>
    /// Whether the failure concerns the connection, and so everything that uses it: the token is refused, or does not open
    /// this project.
    /// </summary>
    internal bool IsOfConnection
    {
        get => _isOfConnection || (InnerException is ScaleException { IsOfConnection: true } cause && cause.ErrorId == ErrorId);
        set => _isOfConnection = value;
    }
}
