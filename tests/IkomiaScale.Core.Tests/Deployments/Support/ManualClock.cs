namespace IkomiaScale.Tests.Deployments.Support;

/// <summary>A clock that stands still until it is told to go on to the next thing that somebody waits for.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs until the task is done, jumping from one wait to the next.</summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!task.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();

            // Away from the test's synchronization context: what waited then goes on within this call, to its next wait.
            if (!await Task.Run(AdvanceToNext, limit.Token))
            {
                await Task.Delay(1, limit.Token);
            }
        }

        return await task;
    }

    /// <summary>Jumps to the next thing that somebody waits for; false where nobody does.</summary>
    public bool AdvanceToNext()
    {
        ManualTimer? next;
        lock (_lock)
        {
            next = _timers.Where(timer => timer.Due is not null).MinBy(timer => timer.Due);
            if (next is null)
            {
                return false;
            }

            _now = next.Due > _now ? next.Due!.Value : _now;
            next.Due = null;
        }

        next.Fire();
        return true;
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                if (!clock._timers.Contains(this))
                {
                    clock._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
