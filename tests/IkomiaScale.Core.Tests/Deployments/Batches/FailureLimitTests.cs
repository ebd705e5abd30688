using IkomiaScale.Deployments.Batches;

namespace IkomiaScale.Tests.Deployments.Batches;

/// <summary>How many failures a batch bears, as people write it.</summary>
public sealed class FailureLimitTests
{
    [Theory]
    [InlineData("10%", 100, 10)]
    [InlineData("10%", 3, 2)]
    [InlineData("0%", 100, 0)]
    [InlineData("7", 3, 7)]
    [InlineData("0", 1000, 0)]
    [InlineData("12.5 %", 80, 10)]
    [InlineData("100%", 21, 21)]
    [InlineData(" 5% ", 1000, 50)]
    public void A_share_of_failures_is_of_twenty_runs_at_least(string text, int ended, int tolerated) =>
        Assert.Equal(tolerated, FailureLimit.Parse(text).Tolerated(ended));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("101%")]
    [InlineData("x%")]
    [InlineData("-1%")]
    [InlineData("%")]
    [InlineData("1.5")]
    [InlineData("1,000")]
    public void What_is_no_limit_is_told(string text) =>
        Assert.Equal(ScaleErrorId.InvalidInput, Assert.Throws<ScaleException>(() => FailureLimit.Parse(text)).ErrorId);

    [Theory]
    [InlineData("10", "10")]
    [InlineData("12.50 %", "12.5%")]
    public void It_is_shown_as_it_is_written(string text, string shown) => Assert.Equal(shown, FailureLimit.Parse(text).ToString());
}
