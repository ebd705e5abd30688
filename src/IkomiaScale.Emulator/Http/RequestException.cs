namespace IkomiaScale.Emulator.Http;

/// <summary>The request is refused. The answer is <c>{"detail": …}</c> with the status.</summary>
internal class RequestException(int status, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    /// <summary>The value of <c>detail</c> in the answer; the message by default.</summary>
    public virtual object Detail => Message;

    public static RequestException BadRequest(string detail) => new(StatusCodes.Status400BadRequest, detail);

    public static RequestException Unauthorized(string detail) => new(StatusCodes.Status401Unauthorized, detail);

    public static RequestException Forbidden(string detail) => new(StatusCodes.Status403Forbidden, detail);

    public static RequestException NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);

    public static RequestException Conflict(string detail) => new(StatusCodes.Status409Conflict, detail);

    public static RequestException TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, detail);

    public static RequestException Unprocessable(string detail) => new(StatusCodes.Status422UnprocessableEntity, detail);
}
