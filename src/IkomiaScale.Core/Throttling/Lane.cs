using IkomiaScale.Concurrency;
using IkomiaScale.Errors;

namespace IkomiaScale.Throttling;

/// <summary>
/// The operations of one kind at a host: those that are under way, those that wait for their turn, and how fast it goes. Whoever calls it has
/// the lock of the host.
/// </summary>
internal sealed class Lane
{
    /// <summary>What an operation costs beside its bytes, in bytes: about what a line moves while an answer is waited for.</summary>
    private const double OperationWork = 64 * 1024;

    private readonly string _host;
    private readonly Func<LimitSearch> _begin;
    private readonly LaneKind _kind;
    private readonly LinkedList<Waiter> _waiters = new();
    private readonly HashSet<Place> _active = new();
    private LimitSearch _search;
    private int _round;
    private int _done;
    private double _atOnce;
    private double _work;
    private double _seconds;
    private double _moved;
    private double _movedBefore;
    private TimeSpan _roundBegan;
    private TimeSpan _lastUse;

    public Lane(string host, LaneKind kind, Func<LimitSearch> begin)
    {
        _host = host;
        _kind = kind;
        _begin = begin;
        _search = begin();
    }

    /// <summary>How many at once now.</summary>
    public int Limit => _search.Limit;

    /// <summary>How many are under way.</summary>
    public int Count => _active.Count;

    /// <summary>How many wait.</summary>
    public int Waiting => _waiters.Count;

    /// <summary>Puts somebody at the end of those who wait.</summary>
    public void Queue(Waiter waiter, TimeSpan now)
    {
        if (_active.Count == 0 && _waiters.Count == 0 && now - _lastUse > HostLimit.Forgotten)
        {
            _search = _begin();
            NextRound(now);
        }

        _lastUse = now;
        _waiters.AddLast(waiter);
    }

    /// <summary>The next who may begin; null for nobody. In turns, but whoever has its share comes after those who have not and want to.</summary>
    public Waiter? Next(TimeSpan now)
    {
        if (_waiters.Count == 0)
        {
            return null;
        }

        var share = Share(now);
        for (var node = _waiters.First; node is not null && _active.Count < Limit;)
        {
            var (waiter, here) = (node.Value, node);
            node = node.Next;
            if (waiter.HasGivenUp)
            {
                _waiters.Remove(here);
            }
            else if (waiter.Caller.Count < share)
            {
                _waiters.Remove(here);
                return waiter;
            }
        }

        return null;
    }

    /// <summary>Begins an operation.</summary>
    public void Enter(Place place, TimeSpan now)
    {
        _active.Add(place);
        place.Caller.Count++;
        place.Begins(now, _active.Count, IsUsed ? _round : -1);
    }

    /// <summary>Takes back a beginning that nobody waited for any more.</summary>
    public void Undo(Place place)
    {
        _active.Remove(place);
        place.Caller.Count--;
    }

    /// <summary>Ends an operation.</summary>
    public void Leave(Place place, TimeSpan now)
    {
        Undo(place);
        _lastUse = now;
        _moved += place.Load.Moved;
        if (_kind == LaneKind.Small && place.Round == _round)
        {
            _done++;
            _atOnce += place.AtOnce;
            _seconds += (now - place.Began).TotalSeconds;
            _work += OperationWork + (place.Load.Size ?? place.Load.Moved);
            if (_done >= Math.Max(Limit, HostLimit.SmallStart) && _seconds > 0)
            {
                // As many as there were, times what each did in its time.
                Measure(_atOnce / _done * _work / _seconds, now);
            }
        }
    }

    /// <summary>
    /// Looks how much has moved, for contents of which one takes longer than anybody wants to wait for a decision. What is measured is time in
    /// which all places were taken.
    /// </summary>
    public void Look(TimeSpan now)
    {
        if (!IsUsed || _active.Count > Limit)
        {
            NextRound(now);
            return;
        }

        var time = now - _roundBegan;
        if (time >= HostLimit.LookingTime + HostLimit.SettlingTime)
        {
            Measure(Math.Max(0, Moved - _movedBefore) / (time - HostLimit.SettlingTime).TotalSeconds, now);
        }
        else if (time < HostLimit.SettlingTime)
        {
            _movedBefore = Moved;
        }
    }

    /// <summary>Takes word of a refusal.</summary>
    /// <param name="atOnce">How many were under way when what was refused was asked; null for as many as now.</param>
    /// <param name="now">The time.</param>
    public void Refuse(int? atOnce, TimeSpan now)
    {
        var before = Limit;
        if (_search.Refused(atOnce ?? _active.Count, now))
        {
            ScaleLog.Tell(() => $"{_host} has too much to do: {Limit} {Things} at once now ({before} before).");
        }

        NextRound(now);
    }

    // An even part for each who wants more than it has: those who wait, or had to a moment ago.
    private int Share(TimeSpan now)
    {
        var wanting = new HashSet<Caller>(_waiters.Where(waiter => !waiter.HasGivenUp).Select(waiter => waiter.Caller));
        wanting.UnionWith(_active.Select(place => place.Caller).Where(caller => now - caller.Waited < HostLimit.Wanting));
        return wanting.Count < 2 ? int.MaxValue : Math.Max(1, Limit / wanting.Count);
    }

    private bool IsUsed => _active.Count * 4 >= Limit * 3;

    private string Things => _kind == LaneKind.Large ? "large contents" : "operations";

    private double Moved => _moved + _active.Sum(place => (double)place.Load.Moved);

    private void Measure(double rate, TimeSpan now)
    {
        var before = Limit;
        _search.Measured(rate, now);
        if (Limit != before)
        {
            ScaleLog.Tell(() => $"{Limit} {Things} at once with {_host} now ({before} before).");
        }

        NextRound(now);
    }

    private void NextRound(TimeSpan now)
    {
        _round++;
        _done = 0;
        _atOnce = 0;
        _work = 0;
        _seconds = 0;
        _movedBefore = Moved;
        _roundBegan = now;
    }
}
