namespace IkomiaScale.Storage;

/// <summary>Measures how fast a content comes over one connection, before more are tried.</summary>
/// <param name="plan">How long it is measured, and how much must be left then.</param>
/// <param name="clock">Measures.</param>
/// <param name="size">The size of the content in bytes.</param>
internal sealed class FrontTrial(PartsPlan plan, TimeProvider clock, long size)
{
    private readonly long _began = clock.GetTimestamp();
    private (long Time, long Received)? _from;

    /// <summary>Bytes a second, once it is over.</summary>
    public double Rate { get; private set; }

    /// <summary>Takes how much has come, and says whether that was long enough and more connections may pay off.</summary>
    public bool IsOver(long received)
    {
        if (size - received < plan.LeastLeft)
        {
            return false;
        }

        // A connection takes time to be fast.
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
