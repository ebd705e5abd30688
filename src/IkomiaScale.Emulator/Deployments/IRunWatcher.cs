namespace IkomiaScale.Emulator.Deployments;

/// <summary>Receives the starts and ends of runs of created deployments.</summary>
internal interface IRunWatcher
{
    /// <summary>A run has started.</summary>
    Task StartedAsync(StoredRun run, CancellationToken cancellation);

    /// <summary>A run has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="duration">How long it ran, without the time in the queue.</param>
    /// <param name="failure">Why it failed; null for success.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task EndedAsync(StoredRun run, TimeSpan duration, string? failure, CancellationToken cancellation);
}
