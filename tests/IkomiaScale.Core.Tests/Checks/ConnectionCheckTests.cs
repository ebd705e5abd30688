using IkomiaScale.Authentication;
using IkomiaScale.Checks;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Checks;

/// <summary>A connection, tried step by step.</summary>
public sealed class ConnectionCheckTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task A_connection_that_works_passes_all_steps()
    {
        var rows = await RunAsync(emulator.Client, write: true);

        Assert.All(rows, row => Assert.True(row.Passed, row.Detail));
        Assert.All(rows, row => Assert.Empty(row.Advice));
        var link = emulator.Address.Scheme == "https" ? "Tls" : "Connection";
        Assert.Equal(["NameResolution", "Proxy", link, "Clock", "Token", "Deployment", "StorageRead", "StorageWrite"], rows.Select(row => row.Check));
    }

    [Fact]
    public async Task Nothing_is_written_unless_that_is_wanted() =>
        Assert.DoesNotContain(await RunAsync(emulator.Client, write: false), row => row.Check == "StorageWrite");

    [Fact]
    public async Task A_wrong_token_fails_its_step_and_is_not_in_what_is_told()
    {
        using var client = emulator.CreateClient("another-token");

        var rows = await RunAsync(client, write: true);

        var token = rows.Single(row => row.Check == "Token");
        Assert.False(token.Passed);
        Assert.Contains("Connect-IkScale", token.Advice, StringComparison.Ordinal);
        Assert.All(rows.Where(row => row.Check is "Deployment" or "StorageRead" or "StorageWrite"), row =>
        {
            Assert.False(row.Passed);
            Assert.Equal("Not tried, because Token failed.", row.Detail);
        });
        Assert.DoesNotContain(rows, row => $"{row.Detail} {row.Advice}".Contains("another-token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_is_not_there_fails_before_the_token_is_tried()
    {
        var nobody = RawServer.Nobody();
        using var client = new ScaleClient(new ScaleClientOptions(nobody, SecureStrings.Protect("t")) { ScaleUrl = nobody, StorageUrl = nobody });

        var rows = await RunAsync(client, write: false);

        Assert.Equal(["NameResolution", "Connection", "Token", "Deployment", "StorageRead"], rows.Select(row => row.Check));
        Assert.Equal([true, false, false, false, false], rows.Select(row => row.Passed));
        Assert.All(rows.Skip(1), row => Assert.NotEmpty(row.Advice));
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_told()
    {
        var unknown = new Uri("https://no-such-host.invalid/");
        using var client = new ScaleClient(new ScaleClientOptions(unknown, SecureStrings.Protect("t")) { ScaleUrl = unknown, StorageUrl = unknown });

        var row = (await RunAsync(client, write: false))[0];

        Assert.Equal(("NameResolution", false), (row.Check, row.Passed));
        Assert.Contains("no-such-host.invalid", row.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_asks_fails_the_step_of_the_proxy()
    {
        await using var proxy = new AskingProxy("anne", "secret");
        var url = new Uri("https://scale.example/");
        using var client = new ScaleClient(new ScaleClientOptions(url, SecureStrings.Protect("t"))
        {
            ScaleUrl = url,
            StorageUrl = url,
            Network = new NetworkOptions { Proxy = proxy.Url },
        });

        var rows = await RunAsync(client, write: false);

        var row = rows.Single(item => item.Check == "Proxy");
        Assert.False(row.Passed);
        Assert.Contains("-ProxyCredential", row.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(rows, item => item.Check == "Tls");
    }

    [Fact]
    public async Task A_certificate_that_is_refused_fails_the_step_of_tls()
    {
        using var authority = new TestAuthority();
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask, authority.ForLoopback());
        using var client = new ScaleClient(new ScaleClientOptions(server.Address, SecureStrings.Protect("t")) { ScaleUrl = server.Address, StorageUrl = server.Address });

        var row = (await RunAsync(client, write: false)).Single(item => item.Check == "Tls");

        Assert.False(row.Passed);
        Assert.Contains("does not trust its authority", row.Detail, StringComparison.Ordinal);
        Assert.Contains("-CertificateAuthority", row.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-600, "behind")]
    [InlineData(600, "ahead of")]
    public async Task A_clock_that_is_wrong_is_told(int seconds, string way)
    {
        await using var server = await TestServer.StartAsync(context =>
        {
            context.Response.Headers.Date = DateTimeOffset.UtcNow.AddSeconds(-seconds).ToString("r");
            return context.RefuseAsync(404);
        });
        using var client = new ScaleClient(new ScaleClientOptions(server.Address, SecureStrings.Protect("t")) { ScaleUrl = server.Address, StorageUrl = server.Address });

        var row = (await RunAsync(client, write: false)).Single(item => item.Check == "Clock");

        Assert.False(row.Passed);
        Assert.Contains(way, row.Detail, StringComparison.Ordinal);
    }

    private static async Task<List<IkConnectionCheck>> RunAsync(ScaleClient client, bool write)
    {
        var rows = new List<IkConnectionCheck>();
        await foreach (var row in ConnectionCheck.RunAsync(client, write))
        {
            rows.Add(row);
        }

        return rows;
    }
}
