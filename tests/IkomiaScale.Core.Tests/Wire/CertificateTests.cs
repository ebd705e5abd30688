using IkomiaScale.Authentication;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Wire;

/// <summary>Over https: which servers are trusted, and what the error says of one that is not.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    private NetworkOptions Trusting => new() { CertificateAuthorities = [_authority.Certificate] };

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_server_of_a_given_authority_is_trusted()
    {
        await using var server = await TestServer.StartAsync(context => context.TextAsync(200, context.Request.Scheme), _authority.ForLoopback());
        using var transport = Wired.Transport(network: Trusting);

        Assert.Equal("https", await transport.GetTextAsync(server.Address));

        Assert.Equal(CertificateProblems.None, transport.Trust.Seen("127.0.0.1")!.Problems);
    }

    [Fact]
    public async Task A_server_of_an_authority_that_nobody_knows_is_not()
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask, _authority.ForLoopback());

        var error = await FailAsync(server, new NetworkOptions());

        Assert.Contains("does not trust its authority, 'CN=Test authority'", error.Message, StringComparison.Ordinal);
        Assert.Contains("-CertificateAuthority", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Another_authority_of_the_same_name_does_not_help()
    {
        using var other = new TestAuthority();
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask, _authority.ForLoopback());

        var error = await FailAsync(server, new NetworkOptions { CertificateAuthorities = [other.Certificate] });

        Assert.Contains("does not trust", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused_with_its_date_and_the_time_here()
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask, _authority.Issue("127.0.0.1", TimeSpan.FromDays(-20), TimeSpan.FromDays(-10)));

        var error = await FailAsync(server, Trusting);

        Assert.Contains($"it expired on {DateTime.UtcNow.AddDays(-10):yyyy-MM-dd}", error.Message, StringComparison.Ordinal);
        Assert.Contains("clock", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("does not trust", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_valid_yet_points_to_the_clock()
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask, _authority.Issue("127.0.0.1", TimeSpan.FromDays(10), TimeSpan.FromDays(20)));

        var error = await FailAsync(server, Trusting);

        Assert.Contains("it is not valid before", error.Message, StringComparison.Ordinal);
        Assert.Contains("Check the clock", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_refused_with_both_names()
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask, _authority.Issue("other.example", TimeSpan.FromDays(-1), TimeSpan.FromDays(1)));

        var error = await FailAsync(server, Trusting);

        Assert.Contains("it is for other.example, not for 127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("expired", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask, _authority.Issue("other.example", TimeSpan.FromDays(-20), TimeSpan.FromDays(-10)));

        var error = await FailAsync(server, new NetworkOptions());

        Assert.All(["expired on", "not for 127.0.0.1", "does not trust"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_certificate_is_not_tried_again()
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask, _authority.ForLoopback());
        var clock = new FakeClock();
        using var client = new ScaleClient(
            new ScaleClientOptions(server.Address, SecureStrings.Protect("t")) { ScaleUrl = server.Address, StorageUrl = server.Address }, transport: null, clock);

        var error = await Assert.ThrowsAsync<ScaleException>(() => client.CheckAsync());

        Assert.Contains("does not trust", error.Message, StringComparison.Ordinal);
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_certificate_gets_the_one_that_was_given()
    {
        await using var server = await TestServer.StartAsync(
            context => context.TextAsync(200, context.Connection.ClientCertificate?.Subject ?? "none"), _authority.ForLoopback(), asksForCertificate: true);
        using var transport = Wired.Transport(network: new NetworkOptions
        {
            CertificateAuthorities = [_authority.Certificate],
            ClientCertificate = _authority.ForClient(),
        });

        Assert.Equal("CN=client", await transport.GetTextAsync(server.Address));
    }

    [Fact]
    public async Task Without_one_the_error_says_how_to_give_it()
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask, _authority.ForLoopback(), asksForCertificate: true);

        using var transport = Wired.Transport(network: Trusting);

        var error = await Assert.ThrowsAsync<ScaleException>(() => transport.GetTextAsync(server.Address));

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
#if DESKTOP
        // What this build runs on does not tell whether the server has asked.
        Assert.Contains("If the server asks for a client certificate", error.Message, StringComparison.Ordinal);
#else
        Assert.Contains("asked for a client certificate", error.Message, StringComparison.Ordinal);
#endif
        Assert.Contains("-Certificate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_speaks_http_is_told_as_such()
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask);
        using var transport = Wired.Transport();

        var error = await Assert.ThrowsAsync<ScaleException>(() => transport.GetTextAsync(new UriBuilder(server.Address) { Scheme = "https" }.Uri));

        Assert.Contains("use https", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_has_answered_does_not_miss_a_certificate_when_it_breaks_off()
    {
        var count = 0;
        await using var server = await TestServer.StartAsync(
            async context =>
            {
                if (Interlocked.Increment(ref count) > 1)
                {
                    context.Abort();
                    return;
                }

                await context.TextAsync(200, "good");
            },
            _authority.ForLoopback());
        using var transport = Wired.Transport(network: Trusting);
        Assert.Equal("good", await transport.GetTextAsync(server.Address));

        var error = await Assert.ThrowsAsync<ScaleException>(() => transport.GetTextAsync(server.Address));

        Assert.Contains("Check the URL, the network", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("-Certificate", error.Message, StringComparison.Ordinal);
    }

    private static async Task<ScaleException> FailAsync(TestServer server, NetworkOptions network)
    {
        using var transport = Wired.Transport(network: network);
        var error = await Assert.ThrowsAsync<ScaleException>(() => transport.GetTextAsync(server.Address));
        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.False(error.IsTransient);
        Assert.Contains(server.Address.Authority, error.Message, StringComparison.Ordinal);
        return error;
    }
}
