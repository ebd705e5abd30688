using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using IkomiaScale.Tests.Throttling;

namespace IkomiaScale.Tests.Storage;

/// <summary>How fast a content comes over one connection is measured when that connection is fast already.</summary>
public sealed class FrontTrialTests
{
    private readonly FakeClock _clock = new();
    private readonly FrontTrial _trial;

    public FrontTrialTests()
    {
        var plan = new PartsPlan(new FixedPlaces(0)) { LeastLeft = 100, Trial = TimeSpan.FromSeconds(1) };
        _trial = new FrontTrial(plan, _clock, size: 1000);
    }

    [Fact]
    public void Half_the_time_goes_by_before_the_measure_begins()
    {
        Assert.False(IsOver(0.499, received: 10));
        Assert.False(IsOver(0.001, received: 100));
        Assert.False(IsOver(0.999, received: 400));
        Assert.Equal(0, _trial.Rate);

        Assert.True(IsOver(0.001, received: 500));
        Assert.Equal(400, _trial.Rate);
    }

    [Fact]
    public void A_longer_measure_has_the_same_unit()
    {
        IsOver(1, received: 100);

        Assert.True(IsOver(2, received: 500));
        Assert.Equal(200, _trial.Rate);
    }

    [Theory]
    [InlineData(900, true)]
    [InlineData(901, false)]
    public void What_little_is_left_comes_over_the_same_connection(long received, bool isOver)
    {
        IsOver(1, received: 100);

        Assert.Equal(isOver, IsOver(2, received));
    }

    private bool IsOver(double seconds, long received)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return _trial.IsOver(received);
    }
}
