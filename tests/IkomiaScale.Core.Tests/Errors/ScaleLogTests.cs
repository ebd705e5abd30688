using IkomiaScale.Errors;

namespace IkomiaScale.Tests.Errors;

public sealed class ScaleLogTests
{
    [Fact]
    public async Task Listening_follows_the_calls_and_nothing_else()
    {
        var heard = new List<string>();

        await Task.Run(async () =>
        {
            ScaleLog.Listen(heard.Add);
            await Task.Yield();
            ScaleLog.Tell(() => "inside");
        });
        ScaleLog.Tell(() => throw new InvalidOperationException("Nobody listens, so nothing is made."));

        Assert.Equal(["inside"], heard);
    }

    [Fact]
    public async Task No_secret_is_told()
    {
        var heard = new List<string>();

        await Task.Run(() =>
        {
            ScaleLog.Listen(heard.Add);
            ScaleLog.Tell(() => "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.c2ln at https://x.example/a?signature=s3cr3t");
        });

        Assert.DoesNotContain(heard, text => text.Contains("eyJ", StringComparison.Ordinal) || text.Contains("s3cr3t", StringComparison.Ordinal));
        Assert.Contains("https://x.example/a", Assert.Single(heard), StringComparison.Ordinal);
    }
}
