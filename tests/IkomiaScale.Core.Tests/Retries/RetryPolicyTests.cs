using IkomiaScale.Errors;
using IkomiaScale.Retries;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Retries;

/// <summary>What is tried again, how often and when.</summary>
public sealed class RetryPolicyTests
{
    private readonly FakeClock _clock = new(jumps: true);
    private int _tries;

    [Fact]
    public async Task A_passing_failure_is_not_noticed()
    {
        Assert.Equal("done", await RunAsync(Repeat.Always, Network(), Network(), null));

        Assert.Equal(3, _tries);
        Assert.Equal(2, _clock.Waits.Count);
    }

    [Fact]
    public async Task A_lasting_failure_is_told_after_five_tries()
    {
        var last = Network();

        var error = await Assert.ThrowsAsync<ScaleException>(
            () => RunAsync(Repeat.Always, Network(), Network(), Network(), Network(), last, null));

        Assert.Same(last, error);
        Assert.Equal(5, _tries);
    }

    [Fact]
    public async Task Waits_last_seconds_in_all_and_never_more_than_half_a_minute()
    {
        await Assert.ThrowsAsync<ScaleException>(() => RunAsync(Repeat.Always, Network(), Network(), Network(), Network(), Network()));

        Assert.Equal(4, _clock.Waits.Count);
        Assert.All(_clock.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(30)));

        // Each single wait is left to chance, but not the whole.
        Assert.InRange(TimeSpan.FromTicks(_clock.Waits.Sum(wait => wait.Ticks)), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Clients_that_failed_together_do_not_come_back_together()
    {
        for (var client = 0; client < 8; client++)
        {
            await RunAsync(Repeat.Always, Network(), null);
        }

        // Two may meet by chance; without chance all do.
        Assert.True(_clock.Waits.Distinct().Count() > 2);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 7)]
    [InlineData(30, 30)]
    [InlineData(86400, 30)]
    public async Task The_server_says_how_long_to_wait_within_half_a_minute(int asked, int expected)
    {
        var busy = new ScaleException(ScaleErrorId.RateLimited, "x") { StatusCode = 429, IsTransient = true, RetryAfter = TimeSpan.FromSeconds(asked) };
        var start = _clock.GetUtcNow();

        await RunAsync(Repeat.Always, busy, null);

        Assert.Equal(TimeSpan.FromSeconds(expected), _clock.GetUtcNow() - start);
    }

    [Fact]
    public async Task Each_wait_is_told_with_its_reason()
    {
        var heard = new List<string>();
        var busy = new ScaleException(ScaleErrorId.RateLimited, "Too many.") { StatusCode = 429, IsTransient = true, RetryAfter = TimeSpan.FromSeconds(7) };

        await Task.Run(async () =>
        {
            ScaleLog.Listen(heard.Add);
            await RunAsync(Repeat.Always, busy, Network(), null);
        });

        Assert.Equal(2, heard.Count);
        Assert.Equal("Too many. Trying again in 7 s, as the service asks (try 2 of 5).", heard[0]);
        Assert.Matches(@"^x Trying again in [0-9.]+ s \(try 3 of 5\)\.$", heard[1]);
    }

    [Fact]
    public async Task What_will_not_pass_is_told_at_once()
    {
        await Assert.ThrowsAsync<ScaleException>(() => RunAsync(Repeat.Always, new ScaleException(ScaleErrorId.Forbidden, "x")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(Repeat.Always, new InvalidOperationException()));

        Assert.Equal(2, _tries);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(null)]
    public async Task What_must_not_be_done_twice_is_repeated_when_it_surely_was_not_done(int? status)
    {
        var failure = new ScaleException(ScaleErrorId.NetworkError, "x") { StatusCode = status, IsTransient = true, MayHaveArrived = status is not null };

        Assert.Equal("done", await RunAsync(Repeat.IfNotSent, failure, null));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(null)]
    public async Task What_must_not_be_done_twice_is_not_repeated_when_it_may_have_been_done(int? status)
    {
        var failure = new ScaleException(ScaleErrorId.NetworkError, "x") { StatusCode = status, IsTransient = true };

        await Assert.ThrowsAsync<ScaleException>(() => RunAsync(Repeat.IfNotSent, failure, null));

        Assert.Equal(1, _tries);
    }

    [Fact]
    public async Task What_can_be_done_only_once_is_never_repeated()
    {
        var failure = new ScaleException(ScaleErrorId.NetworkError, "x") { IsTransient = true, MayHaveArrived = false };

        await Assert.ThrowsAsync<ScaleException>(() => RunAsync(Repeat.Never, failure, null));

        Assert.Equal(1, _tries);
    }

    [Fact]
    public async Task What_was_repeated_within_is_not_repeated_again_around_it()
    {
        var policy = new RetryPolicy(_clock);

        await Assert.ThrowsAsync<ScaleException>(() => policy.RunAsync(
            Repeat.Always, token => policy.RunAsync<string>(Repeat.Always, _ => FailAsync(), token), CancellationToken.None));

        Assert.Equal(5, _tries);

        Task<string> FailAsync()
        {
            _tries++;
            throw Network();
        }
    }

    [Fact]
    public async Task Waiting_ends_with_the_cancellation()
    {
        var clock = new FakeClock();
        using var stop = new CancellationTokenSource();
        var running = new RetryPolicy(clock).RunAsync<string>(Repeat.Always, _ => throw Network(), stop.Token);
        await clock.SomebodyWaitsAsync();

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static ScaleException Network() => new(ScaleErrorId.NetworkError, "x") { IsTransient = true };

    // Fails with each of these in turn; null succeeds.
    private Task<string> RunAsync(Repeat repeat, params Exception?[] outcomes)
    {
        var next = 0;
        return new RetryPolicy(_clock).RunAsync(
            repeat,
            _ =>
            {
                _tries++;
                return outcomes[next++] is { } failure ? Task.FromException<string>(failure) : Task.FromResult("done");
            },
            CancellationToken.None);
    }
}
