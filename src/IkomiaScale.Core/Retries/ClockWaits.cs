namespace IkomiaScale.Retries;

/// <summary>Waits that a test can shorten.</summary>
internal static class ClockWaits
{
    /// <summary>Waits for this long, measured by the clock.</summary>
    public static Task WaitAsync(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(time, clock, cancellationToken);
#else
        clock.Delay(time, cancellationToken);
#endif
}
