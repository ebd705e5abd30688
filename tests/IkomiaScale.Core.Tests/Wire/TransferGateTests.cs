using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Wire;

/// <summary>Many transfers over one connection: those that have to wait for their turn are not silent, and nothing else waits behind them.</summary>
public sealed class TransferGateTests
{
    private const int More = 16;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Waiting_for_a_place_is_no_silence_and_only_transfers_wait()
    {
        var arrived = 0;
        var mayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await TestServer.StartAsync(async context =>
        {
            if (context.Target() == "/list")
            {
                await context.Response.WriteAsync("list");
                return;
            }

            Interlocked.Increment(ref arrived);
            while (!mayEnd.Task.IsCompleted)
            {
                await context.Response.WriteAsync(".");
                await Task.WhenAny(mayEnd.Task, Task.Delay(Limit / 8));
            }
        });
        using var transport = Wired.Transport(Limit);

        var transfers = Enumerable.Range(0, TransferGate.Places + More).Select(_ => TransferAsync(transport, server)).ToList();
        await Eventually.HoldsAsync(() => Volatile.Read(ref arrived) == TransferGate.Places, "all places are taken");
        Assert.Equal("list", await transport.GetTextAsync(server.Url("/list")));

        await Task.Delay(Limit + (Limit / 2));
        Assert.Equal(TransferGate.Places, Volatile.Read(ref arrived));
        Assert.DoesNotContain(transfers, transfer => transfer.IsCompleted);

        mayEnd.SetResult();
        await Task.WhenAll(transfers);
    }

    [Fact]
    public async Task A_place_is_free_again_after_a_failure_and_waiting_for_one_can_be_ended()
    {
        var stalls = true;
        await using var server = await TestServer.StartAsync(context => stalls ? context.StallAsync() : context.RefuseAsync(500));
        using var transport = Wired.Transport();
        using var stop = new CancellationTokenSource();
        using var last = new CancellationTokenSource();
        var stalled = Enumerable.Range(0, TransferGate.Places).Select(_ => transport.SendAsync(Transfer(server), stop.Token)).ToList();
        await Eventually.HoldsAsync(() => server.Requests.Count == TransferGate.Places, "all places are taken");

        var waiting = transport.SendAsync(Transfer(server), last.Token);
        last.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        stalls = false;
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(stalled));
        for (var transfer = 0; transfer <= TransferGate.Places; transfer++)
        {
            using var response = await transport.SendAsync(Transfer(server), CancellationToken.None);
            Assert.Equal(500, response.StatusCode);
        }
    }

    private static WireRequest Transfer(TestServer server) => new(HttpMethod.Get, server.Url("/content")) { IsTransfer = true };

    private static async Task TransferAsync(ITransport transport, TestServer server)
    {
        using var response = await transport.SendAsync(Transfer(server), CancellationToken.None);
        await response.ReadTextAsync(1024 * 1024, CancellationToken.None);
    }
}
