using System.Collections.Concurrent;

namespace IkomiaScale.Tests.Support;

/// <summary>
/// A clock that stands still until it is told to go on; or one that jumps to the end of every wait as soon as it begins,
/// so that a client under test never really waits.
/// </summary>
internal sealed class FakeClock(bool jumps = false, DateTimeOffset? start = null) : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<Waiter> _waiters = [];
    private readonly ConcurrentQueue<TimeSpan> _waits = new();
    private DateTimeOffset _now = start ?? new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How long each wait was to last.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var waiter = new Waiter(this, callback, state);
        waiter.Change(dueTime, period);
        return waiter;
    }

    public void Advance(TimeSpan time)
    {
        List<Waiter> due;
        lock (_gate)
        {
            _now += time;
            due = _waiters.FindAll(waiter => waiter.Due <= _now);
            _waiters.RemoveAll(due.Contains);
        }

        due.ForEach(waiter => waiter.Fire());
    }

    /// <summary>Waits until somebody waits for this clock.</summary>
    public Task SomebodyWaitsAsync() => Eventually.HoldsAsync(
        () =>
        {
            lock (_gate)
            {
                return _waiters.Count > 0;
            }
        },
        "somebody waits for the clock");

    private void Start(Waiter waiter, TimeSpan time)
    {
        lock (_gate)
        {
            _waiters.Remove(waiter);
            if (time == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            waiter.Due = _now + time;
            _waiters.Add(waiter);
        }

        _waits.Enqueue(time);
        if (jumps)
        {
            // Not within this call, in which the waiting is only being prepared.
            ThreadPool.QueueUserWorkItem(_ => Advance(time));
        }
    }

    private void Stop(Waiter waiter)
    {
        lock (_gate)
        {
            _waiters.Remove(waiter);
        }
    }

    private sealed class Waiter(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Start(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Stop(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
