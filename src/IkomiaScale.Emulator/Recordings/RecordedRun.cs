namespace IkomiaScale.Emulator.Recordings;

/// <summary>A finished run of a journal.</summary>
/// <param name="Uuid">The uuid that the service assigned.</param>
/// <param name="Input">The name of its input, for messages.</param>
/// <param name="Task">The tasks whose outputs were requested.</param>
/// <param name="Contents">The sha256 of each input's content, in order.</param>
/// <param name="Setup">The sha256 of the requested outputs and the parameters.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Failure">The message of its failure; null for success.</param>
/// <param name="Sha256">The sha256 of its result; null if unknown.</param>
internal sealed record RecordedRun(
    string Uuid,
    string Input,
    string Task,
    IReadOnlyList<string> Contents,
    string Setup,
    TimeSpan Duration,
    string? Failure,
    string? Sha256)
{
    /// <summary>The name of the input, without folders.</summary>
    public string Name => Input.TrimEnd('\'').Split('/', '\\')[^1];
}
