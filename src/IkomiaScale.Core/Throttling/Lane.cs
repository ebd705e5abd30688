using IkomiaScale.Concurrency;
using IkomiaScale.Errors;

namespace IkomiaScale.Throttling;

/// <summary>
/// The operations of one kind on a host: the running ones, the waiting ones, and their speed. The caller must hold the lock
/// of the host.
/// </summary>
internal sealed class Lane
{
    /// <summary>The cost of an operation in addition to its content, in bytes: about what a line moves during a round trip.</summary>
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

    /// <summary>The current limit.</summary>
    public int Limit => _search.Limit;

    /// <summary>The number of running operations.</summary>
    public int Count => _active.Count;

    /// <summary>The number of waiting operations.</summary>
    public int Waiting => _waiters.Count;

    /// <summary>Adds a waiting operation at the end.</summary>
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

    /// <summary>
    /// Returns the next operation that may start; null for none. Callers take turns, and a caller with its share comes after
    /// those who want theirs.
    /// </summary>
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

    /// <summary>Starts an operation.</summary>
    public void Enter(Place place, TimeSpan now)
    {
        _active.Add(place);
        place.Caller.Count++;
        place.Begins(now, _active.Count, IsUsed ? _round : -1);
    }

    /// <summary>Reverts the start of an operation that nobody waits for any more.</summary>
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
                // The average number of operations, times the speed of one.
                Measure(_atOnce / _done * _work / _seconds, now);
            }
        }
    }

    /// <summary>
    /// Measures the moved bytes, for contents that take longer than a decision may wait. Only time in which all places were
    /// in use counts.
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

    /// <summary>Records a refusal.</summary>
    /// <param name="atOnce">How many operations ran when the refused one was sent; null for the current number.</param>
    /// <param name="now">The time.</param>
    public void Refuse(int? atOnce, TimeSpan now)
    {
        var before = Limit;
        if (_search.Refused(atOnce ?? _active.Count, now))
        {
            ScaleLog.Tell(() => $"{_host} is overloaded: {Limit} {Things} at the same time now ({before} before).");
        }

        NextRound(now);
    }

    // An equal share for each caller that wants more than it has: those that wait, or had to wait a moment ago.
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
            ScaleLog.Tell(() => $"{Limit} {Things} at the same time for {_host} now ({before} before).");
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
