namespace IkomiaScale.Tests.Throttling;

/// <summary>A clock of its own time: what is to happen happens in order, on the thread that runs it, and takes no time.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private readonly PriorityQueue<Action, (TimeSpan, long)> _events = new();
    private long _count;

    public TimeSpan Now { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Now;

    /// <summary>Lets something happen later.</summary>
    public void In(TimeSpan time, Action what) => _events.Enqueue(what, (Now + time, _count++));

    /// <summary>Lets time go on until all has happened, or until enough has.</summary>
    public void Run(Func<bool> isEnough)
    {
        while (!isEnough() && _events.TryDequeue(out var what, out var due))
        {
            Now = due.Item1;
            what();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state), period);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(VirtualClock clock, Action callback, TimeSpan period) : ITimer
    {
        private bool _isOver;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.In(dueTime, Fire);
            return true;
        }

        public void Dispose() => _isOver = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Fire()
        {
            if (!_isOver)
            {
                callback();
                clock.In(period, Fire);
            }
        }
    }
}
