using System.Buffers.Text;
using System.Text;
using IkomiaScale.Authentication;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Authentication;

/// <summary>What a JWT says of its own life.</summary>
public sealed class JsonWebTokenTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Theory]
    [InlineData("""{"iat":1000,"exp":4600}""", 3600)]
    [InlineData("""{"exp":1800000060}""", 60)]
    [InlineData("""{"iat":"x","exp":1800000060.5}""", 60.5)]
    public void It_lives_as_long_as_it_says(string claims, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), JsonWebToken.LifetimeOf(Jwt(claims), Now));

    [Theory]
    [InlineData("""{"exp":1799999999}""")]
    [InlineData("""{"exp":1e300}""")]
    [InlineData("""{"exp":null}""")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("no json")]
    public void What_makes_no_sense_says_nothing(string claims) => Assert.Null(JsonWebToken.LifetimeOf(Jwt(claims), Now));

    [Theory]
    [InlineData("jwt-1")]
    [InlineData("a.b")]
    [InlineData("a.!!!.c")]
    [InlineData("a..c")]
    public void What_is_no_jwt_says_nothing(string token) => Assert.Null(JsonWebToken.LifetimeOf(token, Now));

    [Fact]
    public async Task It_is_renewed_before_that_where_the_service_says_nothing()
    {
        var clock = new FakeClock();
        await using var service = await FakeService.StartAsync(
            _ => Task.CompletedTask,
            (context, _) => context.TextAsync(200, $$"""{"id_token":"{{Jwt("""{"iat":1000,"exp":1600}""")}}"}""", "application/json"),
            clock);

        await service.Client.CheckAsync();
        clock.Advance(TimeSpan.FromSeconds(530));
        await service.Client.CheckAsync();
        Assert.Single(service.TokenRequests);

        clock.Advance(TimeSpan.FromSeconds(20));
        await service.Client.CheckAsync();
        Assert.Equal(2, service.TokenRequests.Count);
    }

    private static string Jwt(string claims) => $"eyJhbGciOiJub25lIn0.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.x";
}
