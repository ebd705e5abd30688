using IkomiaScale.Concurrency;
using IkomiaScale.Throttling;

namespace IkomiaScale.Tests.Throttling;

/// <summary>A service in virtual time, and callers who keep it as busy as their places let them.</summary>
/// <param name="clock">The time.</param>
/// <param name="answer">What becomes of a request, by how many are at the service with it: how long it takes, or null for a refusal.</param>
internal sealed class SimulatedService(VirtualClock clock, Func<int, TimeSpan?> answer)
{
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(40);
    private readonly Random _random = new(17);

    /// <summary>When each operation was done.</summary>
    public List<TimeSpan> Done { get; } = [];

    /// <summary>How many requests were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>How many were at the service at once at most.</summary>
    public int Peak { get; private set; }

    private int AtOnce { get; set; }

    /// <summary>A rate in operations a second, of the second half of all that were done.</summary>
    public double Rate => (Done.Count - (Done.Count / 2) - 1) / (Done[^1] - Done[Done.Count / 2]).TotalSeconds;

    /// <summary>Begins to do operations, as many at once as there are places.</summary>
    public void Begin(IPlaces places, int operations, Action? done = null)
    {
        if (operations == 0)
        {
            return;
        }

        var entering = places.EnterAsync(Load.None, CancellationToken.None);
        Await();

        void Await()
        {
            if (entering.IsCompletedSuccessfully)
            {
                Send(entering.Result, done);
                Begin(places, operations - 1, done);
            }
            else
            {
                clock.In(TimeSpan.FromMilliseconds(1), Await);
            }
        }
    }

    private void Send(IPlace place, Action? done)
    {
        var time = answer(++AtOnce);
        Peak = Math.Max(Peak, AtOnce);
        clock.In(RoundTrip + (time ?? TimeSpan.Zero), () =>
        {
            AtOnce--;
            if (time is not null)
            {
                Done.Add(clock.Now);
                place.Dispose();
                done?.Invoke();
                return;
            }

            Refused++;
            place.Begin();
            Refusals.Tell(new ScaleException(ScaleErrorId.RateLimited, "Too many at once.") { StatusCode = 429, IsTransient = true });
            clock.In(TimeSpan.FromSeconds(0.5 + (_random.NextDouble() / 2)), () => Send(place, done));
        });
    }
}
