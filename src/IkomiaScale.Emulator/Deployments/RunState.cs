namespace IkomiaScale.Emulator.Deployments;

/// <summary>The states of a run, as the protocol names them.</summary>
internal static class RunState
{
    public const string Pending = "PENDING";
    public const string Started = "STARTED";
    public const string Success = "SUCCESS";
    public const string Failure = "FAILURE";
}

/// <summary>A run in the database.</summary>
internal sealed record StoredRun(
    Guid Uuid,
    string State,
    string BaseAddress,
    TimeSpan Expected,
    DateTimeOffset CreatedAt,
    string? Message,
    string Deployment = "")
{
    public bool IsFinished => State is RunState.Success or RunState.Failure;
}
