using System.Collections.Concurrent;
using IkomiaScale.Concurrency;

namespace IkomiaScale.Throttling;

/// <summary>
/// How many operations are under way at one host, over all connections and callers of this process: as many as pay off, and no more than the
/// service bears. Small contents, and what moves none, wait for answers, so that many of them at once pay off; a few large contents fill the
/// line. What is no transfer, copy or delete takes no place, and so never waits behind one.
/// </summary>
internal sealed class HostLimit
{
    /// <summary>How many small ones at once before anything is known.</summary>
    public const int SmallStart = 8;

    /// <summary>How many at once at most, in all.</summary>
    public const int Most = 64;

    /// <summary>From how many bytes on a content is large: one takes longer than the wait for its answer on any line.</summary>
    public const long LargeSize = 8 * 1024 * 1024;

    private const int LargeStart = 4;
    private const int LargeMost = 16;

    /// <summary>After how long a pause what was found is forgotten.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    /// <summary>How long large contents are measured.</summary>
    public static readonly TimeSpan LookingTime = TimeSpan.FromSeconds(1);

    /// <summary>How long they are not, after a change: connections take time to be fast.</summary>
    public static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(0.5);

    /// <summary>How long somebody who had to wait is taken to want more.</summary>
    public static readonly TimeSpan Wanting = TimeSpan.FromSeconds(0.25);

    private static readonly TimeSpan LookingInterval = TimeSpan.FromSeconds(0.25);
    private static readonly ConcurrentDictionary<string, HostLimit> All = new(StringComparer.OrdinalIgnoreCase);

    private readonly object _sync = new();
    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly Lane _small;
    private readonly Lane _large;
    private ITimer? _look;

    /// <summary>Makes the limit of a host of which nothing is known yet.</summary>
    /// <param name="host">The host, for people.</param>
    /// <param name="clock">Measures how fast it goes.</param>
    public HostLimit(string host, TimeProvider clock)
    {
        Host = host;
        _clock = clock;
        _began = clock.GetTimestamp();
        _small = new Lane(host, LaneKind.Small, () => new LimitSearch(SmallStart, Most));
        _large = new Lane(host, LaneKind.Large, () => new LimitSearch(LargeStart, LargeMost));
    }

    /// <summary>The host, for people.</summary>
    public string Host { get; }

    /// <summary>How many operations that wait for answers are at once now.</summary>
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

    /// <summary>How many large contents are at once now.</summary>
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

    /// <summary>What was found, for people.</summary>
    public string Describe()
    {
        lock (_sync)
        {
            return $"What pays off with {Host} so far: {_small.Limit} operations at once, {_large.Limit} of large contents.";
        }
    }

    /// <summary>The limit of the host of an address, which all its callers share.</summary>
    public static HostLimit Of(Uri url) => All.GetOrAdd(url.GetLeftPart(UriPartial.Authority), host => new HostLimit(host, TimeProvider.System));

    /// <summary>Places for one more who works there; each gets its share.</summary>
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

    /// <summary>Takes word of a refusal.</summary>
    /// <param name="lane">Of which kind the refused one is.</param>
    /// <param name="atOnce">How many were under way when it began; null where it was refused before, and is now again.</param>
    internal void Refuse(Lane lane, int? atOnce)
    {
        lock (_sync)
        {
            lane.Refuse(atOnce, Now);
        }
    }

    private Lane LaneOf(Load load) => load.Size >= LargeSize ? _large : _small;

    private TimeSpan Now => _clock.GetElapsedTime(_began);

    // Small ones leave room for the large ones, which are never many.
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
