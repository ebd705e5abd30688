using IkomiaScale.Concurrency;

namespace IkomiaScale.Throttling;

/// <summary>The place of one operation on a host.</summary>
internal sealed class Place : IPlace
{
    private readonly HostLimit _host;
    private readonly Lane _lane;
    private int _refusals;
    private int _isFree;

    public Place(HostLimit host, Lane lane, Caller caller, Load load)
    {
        _host = host;
        _lane = lane;
        Caller = caller;
        Load = load;
    }

    public Caller Caller { get; }

    public Load Load { get; }

    /// <summary>When it started.</summary>
    public TimeSpan Began { get; private set; }

    /// <summary>How many operations ran then, with this one.</summary>
    public int AtOnce { get; private set; }

    /// <summary>The round of measurements that it counts for; -1 for none.</summary>
    public int Round { get; private set; }

    /// <inheritdoc/>
    public void Begin() => Refusals.Listen(() => _host.Refuse(_lane, Interlocked.Increment(ref _refusals) == 1 ? AtOnce : null));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isFree, 1) == 0)
        {
            _host.Leave(_lane, this);
        }
    }

    /// <summary>Records its start.</summary>
    public void Begins(TimeSpan now, int atOnce, int round)
    {
        Began = now;
        AtOnce = atOnce;
        Round = round;
    }
}
