namespace IkomiaScale.Storage;

/// <summary>Measures the speed of a download over one connection, before more connections are tried.</summary>
/// <param name="plan">How long to measure, and how many bytes must be left then.</param>
/// <param name="clock">Measures.</param>
/// <param name="size">The size of the content in bytes.</param>
internal sealed class FrontTrial(PartsPlan plan, TimeProvider clock, long size)
{
    private readonly long _began = clock.GetTimestamp();
    private (long Time, long Received)? _from;

    /// <summary>Bytes per second, once the trial is over.</summary>
    public double Rate { get; private set; }

    /// <summary>Takes the number of received bytes. Returns whether the trial is over and more connections may pay off.</summary>
    public bool IsOver(long received)
    {
        if (size - received < plan.LeastLeft)
        {
            return false;
        }

        // A connection needs time to reach its speed.
        if (_from is not { } from)
        {
            _from = clock.GetElapsedTime(_began) >= TimeSpan.FromTicks(plan.Trial.Ticks / 2) ? (clock.GetTimestamp(), received) : null;
            return false;
        }

        if (clock.GetElapsedTime(from.Time) is var time && time < plan.Trial)
        {
            return false;
        }

        Rate = (received - from.Received) / time.TotalSeconds;
        return true;
    }
}
