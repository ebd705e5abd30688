namespace IkomiaScale.Retries;

/// <summary>Waits by a clock that tests can replace.</summary>
internal static class ClockWaits
{
    public static Task WaitAsync(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(time, clock, cancellationToken);
#else
        clock.Delay(time, cancellationToken);
#endif
}
