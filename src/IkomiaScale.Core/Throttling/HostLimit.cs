using System.Collections.Concurrent;
using IkomiaScale.Concurrency;

namespace IkomiaScale.Throttling;

/// <summary>
/// Limits the operations that run at the same time on one host, over all connections and callers of this process: as many as
/// pay off, and no more than the service accepts. Small contents, and operations without content, mostly wait for answers, so
/// many at the same time pay off; a few large contents fill the line. Other requests take no place, so they never wait.
/// </summary>
internal sealed class HostLimit
{
    /// <summary>The number of small operations at the start.</summary>
    public const int SmallStart = 8;

    /// <summary>The largest number of operations.</summary>
    public const int Most = 64;

    /// <summary>Larger contents are large, in bytes: they take longer than the wait for their answer on any line.</summary>
    public const long LargeSize = 8 * 1024 * 1024;

    private const int LargeStart = 4;
    private const int LargeMost = 16;

    /// <summary>After a pause of this length, the measurements are forgotten.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    /// <summary>How long large contents are measured.</summary>
    public static readonly TimeSpan LookingTime = TimeSpan.FromSeconds(1);

    /// <summary>How long they are not measured after a change: connections need time to reach their speed.</summary>
    public static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(0.5);

    /// <summary>How long a caller that had to wait is assumed to want more places.</summary>
    public static readonly TimeSpan Wanting = TimeSpan.FromSeconds(0.25);

    private static readonly TimeSpan LookingInterval = TimeSpan.FromSeconds(0.25);
    private static readonly ConcurrentDictionary<string, HostLimit> All = new(StringComparer.OrdinalIgnoreCase);

    private readonly object _sync = new();
    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly Lane _small;
    private readonly Lane _large;
    private ITimer? _look;

    /// <summary>Creates the limit of a host without any measurement.</summary>
    /// <param name="host">The host, for messages.</param>
    /// <param name="clock">Measures the speed.</param>
    public HostLimit(string host, TimeProvider clock)
    {
        Host = host;
        _clock = clock;
        _began = clock.GetTimestamp();
        _small = new Lane(host, LaneKind.Small, () => new LimitSearch(SmallStart, Most));
        _large = new Lane(host, LaneKind.Large, () => new LimitSearch(LargeStart, LargeMost));
    }

    /// <summary>The host, for messages.</summary>
    public string Host { get; }

    /// <summary>The current limit for operations that mostly wait for answers.</summary>
    public int Limit
    {
        get
        {
            lock (_sync)
            {
                return _small.Limit;
            }
        }
    }

    /// <summary>The current limit for large contents.</summary>
    public int LargeLimit
    {
        get
        {
            lock (_sync)
            {
                return _large.Limit;
            }
        }
    }

    /// <summary>The current limits, for messages.</summary>
    public string Describe()
    {
        lock (_sync)
        {
            return $"The limits for {Host} are {_small.Limit} operations at the same time, and {_large.Limit} transfers of large contents.";
        }
    }

    /// <summary>Returns the limit of a host, which all its callers share.</summary>
    public static HostLimit Of(Uri url) => All.GetOrAdd(url.GetLeftPart(UriPartial.Authority), host => new HostLimit(host, TimeProvider.System));

    /// <summary>Returns the places of one more caller.</summary>
    public IPlaces ForCaller() => new Caller(this);

    /// <summary>Waits for a place.</summary>
    internal Task<IPlace> EnterAsync(Caller caller, Load load, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(caller, load, cancellationToken);
        lock (_sync)
        {
            LaneOf(load).Queue(waiter, Now);
            LetIn();
            if (!waiter.Entered.IsCompleted)
            {
                caller.Waited = Now;
            }
        }

        return waiter.Entered;
    }

    /// <summary>Takes a place if one is free that nobody waits for.</summary>
    internal IPlace? TryEnter(Caller caller, Load load)
    {
        var waiter = new Waiter(caller, load, CancellationToken.None);
        lock (_sync)
        {
            LaneOf(load).Queue(waiter, Now);
            LetIn();
            waiter.GiveUp();
            return waiter.Entered.IsCanceled ? null : waiter.Entered.GetAwaiter().GetResult();
        }
    }

    /// <summary>Ends an operation.</summary>
    internal void Leave(Lane lane, Place place)
    {
        lock (_sync)
        {
            lane.Leave(place, Now);
            LetIn();
        }
    }

    /// <summary>Records a refusal.</summary>
    /// <param name="lane">The kind of the operation that was refused.</param>
    /// <param name="atOnce">How many operations ran when it started; null if it was refused before.</param>
    internal void Refuse(Lane lane, int? atOnce)
    {
        lock (_sync)
        {
            lane.Refuse(atOnce, Now);
        }
    }

    private Lane LaneOf(Load load) => load.Size >= LargeSize ? _large : _small;

    private TimeSpan Now => _clock.GetElapsedTime(_began);

    // Small operations leave room for the large ones, which are few.
    private void LetIn()
    {
        LetIn(_small, Most - Math.Min(_large.Limit, _large.Count + _large.Waiting));
        LetIn(_large, Most - _small.Count);
        if (_large.Waiting > 0)
        {
            _look ??= _clock.CreateTimer(_ => Look(), null, LookingInterval, LookingInterval);
        }
        else
        {
            _look?.Dispose();
            _look = null;
        }
    }

    private void LetIn(Lane lane, int room)
    {
        while (lane.Count < room && lane.Next(Now) is { } next)
        {
            var place = new Place(this, lane, next.Caller, next.Load);
            lane.Enter(place, Now);
            if (!next.Give(place))
            {
                lane.Undo(place);
            }
        }
    }

    private void Look()
    {
        lock (_sync)
        {
            _large.Look(Now);
            LetIn();
        }
    }
}
