namespace IkomiaScale.Emulator.Deployments;

/// <summary>A queued or running run.</summary>
internal sealed class ActiveRun(StoredRun run, long number)
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _startedAt;

    public StoredRun Run { get; } = run;

    /// <summary>The number of the run in this process. It shows how many runs are queued ahead.</summary>
    public long Number { get; } = number;

    public bool IsStarted => Interlocked.Read(ref _startedAt) != 0;

    public Task Finished => _finished.Task;

    public TimeSpan Remaining => IsStarted ? Max(TimeSpan.Zero, Run.Expected - Elapsed) : Run.Expected;

    private TimeSpan Elapsed => TimeSpan.FromMilliseconds(Environment.TickCount64 - Interlocked.Read(ref _startedAt));

    public void Start() => Interlocked.Exchange(ref _startedAt, Math.Max(1, Environment.TickCount64));

    public void Finish() => _finished.TrySetResult();

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
