namespace IkomiaScale.Emulator.Deployments;

/// <summary>What a client is told while a run is under way: how long it will take, and when and how to ask again.</summary>
internal sealed record PollingAdvice(Guid Uuid, string State, IReadOnlyList<long?> Eta, long NextPollIn, bool NextPollLong)
{
    /// <summary>Beyond this a held request would end without a result several times: better to come back later.</summary>
    private static readonly TimeSpan LongPollHorizon = TimeSpan.FromSeconds(60);

    /// <summary>Nothing is known, of this run or any more; it may just not have arrived yet.</summary>
    public static PollingAdvice Unknown(Guid uuid) => new(uuid, RunState.Pending, [null, null], 500, true);

    /// <summary>Somebody is just reading the result.</summary>
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
