using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Batches;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Deployments.Batches;

/// <summary>While the service does not answer, nothing is submitted.</summary>
public sealed class OutageGateTests : IDisposable
{
    private static readonly ScaleException Failure = new(ScaleErrorId.NetworkError, "It broke.") { RunStart = RunStart.Unknown };

    private readonly FakeRuns _runs = new();
    private readonly FakeClock _clock = new();
    private readonly ScaleClient _client;
    private readonly OutageGate _gate;
    private int _probes;

    public OutageGateTests()
    {
        _client = _runs.CreateClient();
        _runs.Answer = what =>
        {
            _probes += what == "workflow" ? 1 : 0;
            return IsDown ? FakeRuns.Message(400, "{}") : null;
        };
        _gate = new OutageGate((DeploymentClient)_client.Deployments, _clock);
    }

    private bool IsDown { get; set; } = true;

    public void Dispose() => _client.Dispose();

    public static TheoryData<ScaleException> OfTheService() =>
    [
        Failure,
        new(ScaleErrorId.ServiceUnavailable, "Busy.") { RunStart = RunStart.NotStarted, IsTransient = true },
        new(ScaleErrorId.ServiceUnavailable, "Busy.", new ScaleException(ScaleErrorId.ServiceUnavailable, "Busy.") { IsTransient = true }) { RunStart = RunStart.NotStarted },
    ];

    [Theory]
    [MemberData(nameof(OfTheService))]
    public async Task After_a_failure_of_the_service_it_is_shut_until_the_service_answers(ScaleException failure)
    {
        Assert.True(Pass().IsCompletedSuccessfully);
        _gate.Report(failure);
        _gate.Report(failure);
        var waiting = Pass();
        await ProbeAfterAsync(TimeSpan.FromSeconds(1), probes: 1);
        Assert.False(waiting.IsCompleted);
        Assert.False(Pass().IsCompleted);

        IsDown = false;
        await ProbeAfterAsync(TimeSpan.FromSeconds(2), probes: 2);

        await waiting;
        await Pass();
    }

    [Fact]
    public void A_failure_of_one_input_shuts_nothing()
    {
        _gate.Report(new ScaleException(ScaleErrorId.PayloadTooLarge, "Too large.") { RunStart = RunStart.NotStarted });
        _gate.Report(new ScaleException(ScaleErrorId.InvalidInput, "Bad.", new ScaleException(ScaleErrorId.InvalidInput, "Bad.")) { RunStart = RunStart.NotStarted });

        Assert.True(Pass().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task An_outage_without_end_shows_after_five_minutes()
    {
        _gate.Report(Failure);
        var waiting = Pass();
        var began = _clock.GetUtcNow();
        await _clock.SomebodyWaitsAsync();
        while (_clock.GetUtcNow() - began + _clock.Waits[^1] < TimeSpan.FromMinutes(5))
        {
            await ProbeAfterAsync(_clock.Waits[^1], _probes + 1);
            Assert.False(waiting.IsCompleted);
        }

        _clock.Advance(_clock.Waits[^1]);
        await waiting;
        Assert.Equal([1, 2, 4, 8, 16, 30], _clock.Waits.Take(6).Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task When_the_batch_ends_nothing_waits_any_more()
    {
        _gate.Report(Failure);
        var waiting = Pass();
        await _clock.SomebodyWaitsAsync();

        _gate.End();

        await waiting;
        Assert.Equal(0, _probes);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        _gate.Report(Failure);
        var waiting = _gate.PassAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _gate.End();
    }

    private Task Pass() => _gate.PassAsync(CancellationToken.None);

    private async Task ProbeAfterAsync(TimeSpan wait, int probes)
    {
        await _clock.SomebodyWaitsAsync();
        _clock.Advance(wait - TimeSpan.FromTicks(1));
        Assert.Equal(probes - 1, _probes);
        _clock.Advance(TimeSpan.FromTicks(1));
        await Eventually.HoldsAsync(() => _probes == probes, "the service is asked");
        if (IsDown)
        {
            await _clock.SomebodyWaitsAsync();
        }
    }
}
