using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>One error of a request: its place, message, and type.</summary>
internal sealed record RunError(IReadOnlyList<object> Loc, string Msg, string Type);

/// <summary>The request for a run is not valid. The answer is HTTP 422 with all errors.</summary>
internal sealed class InvalidRunException(IReadOnlyList<RunError> errors)
    : RequestException(StatusCodes.Status422UnprocessableEntity, errors[0].Msg)
{
    public override object Detail => errors;
}
