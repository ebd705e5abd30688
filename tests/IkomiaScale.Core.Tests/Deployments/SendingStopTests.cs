using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Submitting;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Deployments;

/// <summary>When a submission that is no longer wanted ends.</summary>
public sealed class SendingStopTests : IDisposable
{
    private readonly RunProgress _progress = new("x");
    private readonly FakeClock _clock = new();
    private readonly CancellationTokenSource _wanted = new();

    public void Dispose() => _wanted.Dispose();

    [Fact]
    public void Before_the_last_bytes_leave_it_ends_and_they_do_not_leave()
    {
        using var stop = Create();

        _wanted.Cancel();

        Assert.True(stop.Token.IsCancellationRequested);
        Assert.Throws<OperationCanceledException>(stop.Leaving);
        Assert.Equal(RunStart.NotStarted, _progress.Start);
    }

    [Fact]
    public void After_that_the_answer_has_three_seconds()
    {
        using var stop = Create();
        stop.Leaving();
        Assert.Equal(RunStart.Unknown, _progress.Start);

        _wanted.Cancel();
        _clock.Advance(TimeSpan.FromMilliseconds(2999));
        Assert.False(stop.Token.IsCancellationRequested);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(stop.Token.IsCancellationRequested);
    }

    [Fact]
    public void What_was_turned_away_may_be_sent_again_unless_nobody_wants_it()
    {
        using var stop = Create();
        stop.Leaving();

        Assert.True(stop.Refused());
        Assert.Equal(RunStart.NotStarted, _progress.Start);

        stop.Leaving();
        _wanted.Cancel();
        Assert.False(stop.Refused());
        Assert.Equal(RunStart.NotStarted, _progress.Start);
        Assert.Throws<OperationCanceledException>(stop.Leaving);
    }

    [Fact]
    public void When_the_submission_is_over_nothing_happens_any_more()
    {
        var stop = Create();
        stop.Leaving();
        stop.Dispose();

        _wanted.Cancel();
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(_clock.Waits);
    }

    private SendingStop Create() => new(_progress, _clock, _wanted.Token);
}
