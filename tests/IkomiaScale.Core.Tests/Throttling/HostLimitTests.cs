using IkomiaScale.Concurrency;
using IkomiaScale.Throttling;

namespace IkomiaScale.Tests.Throttling;

/// <summary>How many at once are found to pay off, with services of many kinds, in a time of the test's own.</summary>
public sealed class HostLimitTests
{
    /// <summary>The services: what they are, how many at once are best, and whether it is refusals that say so.</summary>
    public static TheoryData<string> Services => [.. Kinds.Keys];

    private static Dictionary<string, Func<Random, Func<int, TimeSpan?>>> Kinds { get; } = new()
    {
        ["as many as you like"] = random => _ => Milliseconds(2, random),
        ["429 beyond 4"] = random => atOnce => atOnce > 4 ? null : Milliseconds(2, random),
        ["429 beyond 13"] = random => atOnce => atOnce > 13 ? null : Milliseconds(2, random),
        ["429 beyond 20"] = random => atOnce => atOnce > 20 ? null : Milliseconds(2, random),
        ["429 beyond 40"] = random => atOnce => atOnce > 40 ? null : Milliseconds(2, random),
        ["slower beyond 8"] = random => atOnce => Milliseconds(5 + (20 * Math.Max(0, atOnce - 8)), random),
        ["slower beyond 12"] = random => atOnce => Milliseconds(5 + (20 * Math.Max(0, atOnce - 12)), random),
        ["slower beyond 24"] = random => atOnce => Milliseconds(5 + (20 * Math.Max(0, atOnce - 24)), random),
        ["one after the other"] = random => atOnce => Milliseconds(10 * atOnce, random),
    };

    [Theory]
    [MemberData(nameof(Services))]
    public void What_is_found_is_within_a_fifth_of_the_best_fixed_number(string service)
    {
        var (automatic, _) = Run(service, clock => new HostLimit("host", clock).ForCaller());
        var fixedRates = new[] { 2, 4, 8, 12, 13, 16, 20, 24, 32, 40, 48, 64 }
            .Select(count => (Count: count, Run(service, _ => new FixedPlaces(count)).Service.Rate)).ToList();
        var best = fixedRates.MaxBy(rate => rate.Rate);

        Assert.True(
            automatic.Rate * 1.2 >= best.Rate,
            $"Found {automatic.Rate:0} a second, and {best.Count} at once do {best.Rate:0}.");
    }

    [Theory]
    [InlineData("429 beyond 4", 4)]
    [InlineData("429 beyond 13", 13)]
    [InlineData("429 beyond 40", 40)]
    public void What_refuses_is_asked_for_little_more_than_it_bears(string service, int bears)
    {
        HostLimit limit = null!;
        var (simulated, _) = Run(service, clock => (limit = new HostLimit("host", clock)).ForCaller());

        Assert.InRange(limit.Limit, 1, bears + 1);
        Assert.InRange(simulated.Peak, 1, bears * 2);

        // Of 8,000.
        Assert.InRange(simulated.Refused, 1, 150);
    }

    [Fact]
    public void It_begins_with_8_and_ends_with_64_where_only_the_wait_for_answers_counts()
    {
        var clock = new VirtualClock();
        var limit = new HostLimit("host", clock);
        Assert.Equal(8, limit.Limit);
        var service = new SimulatedService(clock, _ => TimeSpan.Zero);

        service.Begin(limit.ForCaller(), 2000);
        clock.Run(() => service.Done.Count == 50);
        var first = clock.Now;
        clock.Run(() => service.Done.Count == 2000);

        // 8 at once take 7 round trips of 40 ms for the first 50.
        Assert.InRange(first.TotalMilliseconds, 1, 280);
        Assert.Equal(64, limit.Limit);
        Assert.Equal(64, service.Peak);

        // 64 at once from the beginning would take 1.25 s.
        Assert.InRange(clock.Now.TotalSeconds, 1.25, 1.6);
    }

    [Fact]
    public void Several_callers_share_it_evenly()
    {
        var clock = new VirtualClock();
        var limit = new HostLimit("host", clock);
        var service = new SimulatedService(clock, _ => TimeSpan.FromMilliseconds(10));
        var done = new int[4];

        for (var caller = 0; caller < done.Length; caller++)
        {
            var own = caller;
            service.Begin(limit.ForCaller(), 5000, () => done[own]++);
        }

        clock.Run(() => service.Done.Count == 8000);

        Assert.All(done, count => Assert.InRange(count, 1900, 2100));
        Assert.InRange(service.Peak, 1, HostLimit.Most);
    }

    [Fact]
    public void A_pause_of_ten_minutes_forgets_what_was_found()
    {
        var clock = new VirtualClock();
        var limit = new HostLimit("host", clock);
        var service = new SimulatedService(clock, _ => TimeSpan.Zero);
        service.Begin(limit.ForCaller(), 2000);
        clock.Run(() => service.Done.Count == 2000);
        Assert.Equal(64, limit.Limit);

        clock.In(HostLimit.Forgotten + TimeSpan.FromSeconds(1), () => service.Begin(limit.ForCaller(), 1));
        clock.Run(() => service.Done.Count == 2001);

        Assert.Equal(8, limit.Limit);
    }

    [Fact]
    public void A_single_refusal_costs_little()
    {
        var clock = new VirtualClock();
        var limit = new HostLimit("host", clock);
        var asked = 0;
        var service = new SimulatedService(clock, _ => ++asked == 3 ? null : TimeSpan.Zero);

        service.Begin(limit.ForCaller(), 8000);
        clock.Run(() => service.Done.Count == 8000);

        Assert.Equal(1, service.Refused);
        Assert.InRange(limit.Limit, 40, 64);
    }

    [Fact]
    public void One_that_refuses_everything_is_asked_one_at_a_time_and_recovers()
    {
        var clock = new VirtualClock();
        var limit = new HostLimit("host", clock);
        var service = new SimulatedService(clock, _ => clock.Now < TimeSpan.FromSeconds(10) ? null : TimeSpan.Zero);
        service.Begin(limit.ForCaller(), 20000);

        clock.Run(() => clock.Now > TimeSpan.FromSeconds(9));
        Assert.InRange(limit.Limit, 1, 2);

        clock.Run(() => service.Done.Count == 20000);
        Assert.InRange(limit.Limit, 30, 64);
    }

    [Fact]
    public async Task Giving_up_the_wait_for_a_place_leaves_it_to_the_next()
    {
        var limit = new HostLimit("host", new VirtualClock()).ForCaller();
        var places = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => limit.EnterAsync(Load.None, CancellationToken.None)));
        using var stop = new CancellationTokenSource();
        var first = limit.EnterAsync(Load.None, stop.Token);
        var second = limit.EnterAsync(Load.None, CancellationToken.None);

        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(second.IsCompleted);
        places[0].Dispose();

        // Twice is once.
        places[0].Dispose();
        Assert.True(second.IsCompletedSuccessfully);
        Assert.False(limit.EnterAsync(Load.None, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public void Large_contents_leave_room_for_small_ones_and_the_other_way_round()
    {
        var limit = new HostLimit("host", new VirtualClock()).ForCaller();
        var large = new Load(HostLimit.LargeSize, () => 0);

        var entered = Enumerable.Range(0, 10).Select(_ => limit.EnterAsync(large, CancellationToken.None)).Count(task => task.IsCompleted);
        Assert.Equal(4, entered);
        Assert.Equal(8, Enumerable.Range(0, 10).Select(_ => limit.EnterAsync(Load.None, CancellationToken.None)).Count(task => task.IsCompleted));
    }

    [Theory]
    [InlineData(40, double.MaxValue, 4)]
    [InlineData(40, 10, 4)]
    [InlineData(100, 10, 10)]
    public void Few_large_contents_at_once_unless_more_move_more(double line, double connection, int atLeast)
    {
        var clock = new VirtualClock();
        var limit = new HostLimit("host", clock);
        var places = limit.ForCaller();
        var moved = 0.0;
        var active = new List<(long[] Moved, IPlace Place)>();
        const long Size = 100_000_000;
        Task<IPlace>? entering = null;
        var counter = new long[1];

        Tick();
        clock.Run(() => clock.Now > TimeSpan.FromSeconds(120));

        Assert.InRange(limit.LargeLimit, Math.Min(atLeast, 4), 16);
        var best = Math.Min(line, 16 * connection);
        Assert.True(moved / 1e6 / 120 * 1.2 >= best, $"{moved / 1e6 / 120:0.0} MB/s of {best}.");
        if (atLeast == 4)
        {
            Assert.InRange(limit.LargeLimit, 4, 8);
        }

        void Tick()
        {
            while (true)
            {
                if (entering is null)
                {
                    var own = counter = new long[1];
                    entering = places.EnterAsync(new Load(Size, () => own[0]), CancellationToken.None);
                }

                if (!entering.IsCompleted)
                {
                    break;
                }

                active.Add((counter, entering.Result));
                entering = null;
            }

            var each = (long)(Math.Min(connection, line / active.Count) * 1e6 * 0.05);
            foreach (var (bytes, place) in active.ToList())
            {
                bytes[0] += each;
                moved += each;
                if (bytes[0] >= Size)
                {
                    active.RemoveAll(item => item.Place == place);
                    place.Dispose();
                }
            }

            clock.In(TimeSpan.FromMilliseconds(50), Tick);
        }
    }

    private static TimeSpan? Milliseconds(double mean, Random random) => TimeSpan.FromMilliseconds(mean * (0.8 + (0.4 * random.NextDouble())));

    private static (SimulatedService Service, IPlaces Places) Run(string kind, Func<TimeProvider, IPlaces> limit)
    {
        var clock = new VirtualClock();
        var service = new SimulatedService(clock, Kinds[kind](new Random(3)));
        var places = limit(clock);
        service.Begin(places, 8_000);
        clock.Run(() => service.Done.Count == 8_000);
        return (service, places);
    }
}
