using IkomiaScale.Administration;
using IkomiaScale.Tests.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Administration;

public sealed class UsageReaderTests
{
    [Theory]
    [InlineData(UsagePeriod.Day, "2026-03-04", "now")]
    [InlineData(UsagePeriod.Yesterday, "2026-03-03", "2026-03-04")]
    [InlineData(UsagePeriod.Week, "2026-03-02", "now")]
    [InlineData(UsagePeriod.LastWeek, "2026-02-23", "2026-03-02")]
    [InlineData(UsagePeriod.Month, "2026-03-01", "now")]
    [InlineData(UsagePeriod.LastMonth, "2026-02-01", "2026-03-01")]
    public void Knows_the_calendar(UsagePeriod period, string start, string end)
    {
        var now = new DateTimeOffset(new DateTime(2026, 3, 4, 15, 0, 0, DateTimeKind.Local));
        var span = UsageReader.SpanOf(period, now);
        Assert.Equal(DateTime.Parse(start, System.Globalization.CultureInfo.InvariantCulture), span.Start.LocalDateTime);
        Assert.Equal(end == "now" ? now.LocalDateTime : DateTime.Parse(end, System.Globalization.CultureInfo.InvariantCulture), span.End.LocalDateTime);
    }

    [Fact]
    public void Begins_the_week_on_Monday_also_on_a_Sunday() => Assert.Equal(
        new DateTime(2026, 3, 2),
        UsageReader.SpanOf(UsagePeriod.Week, new DateTimeOffset(new DateTime(2026, 3, 8, 23, 59, 0, DateTimeKind.Local))).Start.LocalDateTime);

    [Fact]
    public void Reads_what_is_there_and_lives_without_the_rest()
    {
        var answer = JToken.Parse("""
            [ { "product": { "name": "GPU_L", "unit": "second" }, "hits": { "total": 7, "data": { "1700003600000": 3, "1700000000000": 4.5, "soon": 1 } } }, { "more": 1 } ]
            """);
        var lines = UsageReader.Read(answer, Deployments.Of("{}"), total: false);
        Assert.Equal([1, 4.5, 3], lines.Select(line => line.Amount));
        Assert.Equal(1_700_000_000_000, lines[1].Time!.Value.ToUnixTimeMilliseconds());
        Assert.Null(lines[0].Time);
        Assert.Equal([7, 0], UsageReader.Read(answer, Deployments.Of("{}"), total: true).Select(line => line.Amount));
        Assert.Throws<ScaleException>(() => UsageReader.Read(new JObject(), Deployments.Of("{}"), total: false));
    }
}
