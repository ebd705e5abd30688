namespace IkomiaScale.Emulator.Recordings;

/// <summary>A run of a journal that ended, well or not.</summary>
/// <param name="Uuid">The identity that the service gave it.</param>
/// <param name="Input">What it was run on, for a person.</param>
/// <param name="Task">The task, or tasks, whose outputs were wanted.</param>
/// <param name="Contents">The sha256 of each input's content, in order.</param>
/// <param name="Setup">The sha256 of the wanted outputs and the parameters.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Failure">What the workflow said when it failed; null where it did not.</param>
/// <param name="Sha256">The sha256 of its result.</param>
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
    /// <summary>The name of the input, without the folders that it was in.</summary>
    public string Name => Input.TrimEnd('\'').Split('/', '\\')[^1];
}
