using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Wire;

/// <summary>Giving up ends the wait for an answer, and never an answer that has begun.</summary>
public sealed class GiveUpTests
{
    [Fact]
    public async Task The_wait_for_headers_ends()
    {
        using var giveUp = new CancellationTokenSource();
        await using var server = await TestServer.StartAsync(async context =>
        {
            giveUp.Cancel();
            await context.StallAsync();
        });
        using var transport = Wired.Transport();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.SendAsync(Get(server, giveUp), CancellationToken.None));
    }

    [Fact]
    public async Task A_body_that_has_not_come_yet_still_comes()
    {
        using var giveUp = new CancellationTokenSource();
        var headersAreThere = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.Response.Body.FlushAsync();
            await headersAreThere.Task;
            await context.Response.WriteAsync("result");
        });
        using var transport = Wired.Transport();

        using var response = await transport.SendAsync(Get(server, giveUp), CancellationToken.None);
        giveUp.Cancel();
        headersAreThere.SetResult();

        Assert.Equal("result", await response.ReadTextAsync(100, CancellationToken.None));
    }

    private static WireRequest Get(TestServer server, CancellationTokenSource giveUp) =>
        new(HttpMethod.Get, server.Address) { GiveUp = giveUp.Token };
}
