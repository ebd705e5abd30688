namespace IkomiaScale.Emulator.Deployments;

/// <summary>The answer while a run is not finished: its estimated duration, and when and how to ask again.</summary>
internal sealed record PollingAdvice(Guid Uuid, string State, IReadOnlyList<long?> Eta, long NextPollIn, bool NextPollLong)
{
    /// <summary>For runs that take longer than this, held requests would end without a result several times, so the client should come back later.</summary>
    private static readonly TimeSpan LongPollHorizon = TimeSpan.FromSeconds(60);

    /// <summary>The advice for an unknown run. The service does not distinguish it from a pending one.</summary>
    public static PollingAdvice Unknown(Guid uuid) => new(uuid, RunState.Pending, [null, null], 500, true);

    /// <summary>The advice while another request reads the result.</summary>
    public static PollingAdvice BeingRead(Guid uuid) => new(uuid, RunState.Success, [0, 0], 200, false);

    public static PollingAdvice For(ActiveRun run, long ahead, int workers)
    {
        var low = (long)run.Remaining.TotalMilliseconds;
        var high = (low * 3 / 2) + 250 + (ahead / workers * 250);
        var isNear = run.Remaining < LongPollHorizon;
        return new PollingAdvice(
            run.Run.Uuid,
            run.IsStarted ? RunState.Started : RunState.Pending,
            [low, high],
            isNear ? Math.Clamp(low / 10, 10, 500) : 10_000,
            isNear);
    }
}
