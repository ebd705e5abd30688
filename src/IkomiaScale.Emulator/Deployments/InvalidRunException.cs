using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>One thing that is wrong with a request: where, what, and of which kind.</summary>
internal sealed record RunError(IReadOnlyList<object> Loc, string Msg, string Type);

/// <summary>The request for a run is malformed: answered as 422 with all that is wrong with it.</summary>
internal sealed class InvalidRunException(IReadOnlyList<RunError> errors)
    : RequestException(StatusCodes.Status422UnprocessableEntity, errors[0].Msg)
{
    public override object Detail => errors;
}
