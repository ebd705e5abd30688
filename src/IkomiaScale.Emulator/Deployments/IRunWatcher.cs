namespace IkomiaScale.Emulator.Deployments;

/// <summary>Is told what becomes of the runs of created deployments.</summary>
internal interface IRunWatcher
{
    /// <summary>A run begins.</summary>
    Task StartedAsync(StoredRun run, CancellationToken cancellation);

    /// <summary>A run has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="duration">How long it was executed.</param>
    /// <param name="failure">Why it failed; null where it did not.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task EndedAsync(StoredRun run, TimeSpan duration, string? failure, CancellationToken cancellation);
}
