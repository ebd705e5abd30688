using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Wire;

/// <summary>Ctrl+C ends a request whatever it is just waiting for; nothing else here would end it within the test's time.</summary>
public sealed class CancellationTests : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly FlurlTransport _transport = Wired.Transport();

    public void Dispose()
    {
        _transport.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Before_it_began()
    {
        _stop.Cancel();

        await AssertEndsAsync(_transport.SendAsync(new WireRequest(HttpMethod.Get, RawServer.Nobody()), _stop.Token));
    }

    [Fact]
    public async Task While_it_connects()
    {
        var connected = new TaskCompletionSource();
        using var server = new RawServer(stream =>
        {
            connected.SetResult();
            return stream.CopyToAsync(Stream.Null);
        });
        var sending = _transport.SendAsync(new WireRequest(HttpMethod.Get, server.Url("https")), _stop.Token);
        await connected.Task;

        _stop.Cancel();

        await AssertEndsAsync(sending);
    }

    [Fact]
    public async Task While_it_waits_for_the_answer()
    {
        await using var server = await TestServer.StartAsync(Answers.StallAsync);
        var sending = _transport.SendAsync(new WireRequest(HttpMethod.Get, server.Address), _stop.Token);
        await Eventually.HoldsAsync(() => server.Requests.Count == 1, "the request has come");

        _stop.Cancel();

        await AssertEndsAsync(sending);
    }

    [Fact]
    public async Task While_it_reads_the_answer()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("beginning");
            await context.StallAsync();
        });
        using var response = await _transport.SendAsync(new WireRequest(HttpMethod.Get, server.Address), _stop.Token);
        using var body = await response.OpenBodyAsync();
        await body.ReadExactlyAsync(new byte[9]);
        var reading = body.ReadAsync(new byte[1], 0, 1, _stop.Token);

        _stop.Cancel();

        await AssertEndsAsync(reading);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_server_does_not_take_the_body(bool expectContinue)
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.Request.Body.ReadExactlyAsync(new byte[10]);
            await context.StallAsync();
        });
        var source = new CountingStream(256 * 1024 * 1024, canSeek: true);
        var sending = _transport.SendAsync(Upload(server, source, expectContinue), _stop.Token);
        await Eventually.HoldsAsync(() => source.Taken > 0, "the body is being sent");

        _stop.Cancel();

        await AssertEndsAsync(sending);
    }

    [Fact]
    public async Task While_the_server_does_not_say_whether_it_wants_the_body()
    {
        await using var server = await TestServer.StartAsync(Answers.StallAsync);
        var sending = _transport.SendAsync(Upload(server, new CountingStream(10, canSeek: true), expectContinue: true), _stop.Token);
        await Eventually.HoldsAsync(() => server.Requests.Count == 1, "the request has come");

        _stop.Cancel();

        await AssertEndsAsync(sending);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_source_has_nothing_to_send(bool expectContinue)
    {
        var reading = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(context => context.KeepBodyAsync());
        var source = new CountingStream(10, canSeek: true)
        {
            BeforeRead = (_, token) =>
            {
                reading.SetResult();
                return Task.Delay(Timeout.Infinite, token);
            },
        };
        var sending = _transport.SendAsync(Upload(server, source, expectContinue), _stop.Token);
        await reading.Task;

        _stop.Cancel();

        await AssertEndsAsync(sending);
    }

    private static WireRequest Upload(TestServer server, CountingStream source, bool expectContinue) => new(HttpMethod.Post, server.Address)
    {
        ExpectContinue = expectContinue,
        CreateContent = timer => new UploadContent(UploadSource.FromStream(source), new TransferOptions(), timer),
    };

    private async Task AssertEndsAsync(Task call)
    {
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));

        // A caller tells its own cancellation from others by the token.
        Assert.Equal(_stop.Token, error.CancellationToken);
    }
}
