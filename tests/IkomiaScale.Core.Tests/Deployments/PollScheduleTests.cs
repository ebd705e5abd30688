using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Polling;

namespace IkomiaScale.Tests.Deployments;

/// <summary>When a result is asked for.</summary>
public sealed class PollScheduleTests
{
    [Theory]
    [InlineData(null, false, 0, true, 220)]
    [InlineData(null, false, 15, true, 10000)]
    [InlineData(0, false, 0, true, 0)]
    [InlineData(0, false, 1, true, 100)]
    [InlineData(100, false, 1, true, 100)]
    [InlineData(101, false, 1, false, 101)]
    [InlineData(5000, false, 3, false, 5000)]
    [InlineData(null, true, 0, true, 0)]
    [InlineData(null, true, 3, true, 100)]
    [InlineData(700, true, 3, true, 700)]
    [InlineData(null, true, 0, false, 0)]
    [InlineData(700, true, 0, false, 700)]
    [InlineData(null, true, 15, false, 10000)]
    [InlineData(700, true, 15, false, 10000)]
    [InlineData(12000, true, 15, false, 12000)]
    public void The_advice_counts_and_without_it_the_curve(int? asked, bool isLong, int poll, bool mayHold, int milliseconds)
    {
        var advice = asked is null && !isLong
            ? null
            : PollAdvice.FromJson(Newtonsoft.Json.Linq.JToken.Parse($$"""{"next_poll_in":{{asked?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}},"next_poll_long":{{(isLong ? "true" : "false")}}}"""));

        Assert.Equal(milliseconds, Math.Round(PollSchedule.Wait(advice, poll, mayHold).TotalMilliseconds, 0), tolerance: 0.5);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(10, 30)]
    [InlineData(5000, 30)]
    public void Failures_in_a_row_are_waited_for_longer_and_longer(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), PollSchedule.AfterFailure(failures));
}
