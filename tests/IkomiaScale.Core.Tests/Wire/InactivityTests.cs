using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Wire;

/// <summary>Silence on the wire ends a request.</summary>
public sealed class InactivityTests
{
    [Fact]
    public async Task A_server_that_never_answers()
    {
        await using var server = await TestServer.StartAsync(Answers.StallAsync);
        using var transport = Wired.Transport(Wired.Short);

        var error = await Assert.ThrowsAsync<ScaleException>(() => transport.GetTextAsync(server.Url("/path?secret")));

        AssertTimeout(error, server.Address);
        Assert.Equal(server.Url("/path").AbsoluteUri, error.Target);
    }

    [Fact]
    public async Task A_server_that_never_finishes_the_handshake()
    {
        using var server = new RawServer(stream => stream.CopyToAsync(Stream.Null));
        using var transport = Wired.Transport(Wired.Short);
        var request = new WireRequest(HttpMethod.Post, server.Url("https")) { CreateContent = _ => new StringContent("x") };

        var error = await Assert.ThrowsAsync<ScaleException>(() => transport.SendAsync(request, CancellationToken.None));

        AssertTimeout(error, server.Url("https"));
        Assert.False(error.MayHaveArrived);
    }

    [Fact]
    public async Task An_answer_that_stops_in_the_middle()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("beginning");
            await context.StallAsync();
        });
        using var transport = Wired.Transport(Wired.Fair);
        using var response = await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Address), CancellationToken.None);

        var error = await Assert.ThrowsAsync<ScaleException>(() => response.ReadTextAsync(1000, CancellationToken.None));

        AssertTimeout(error, server.Address);
        Assert.True(error.MayHaveArrived);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_stops_taking_the_body(bool expectContinue)
    {
        // A web server would sooner or later end such a connection itself; a bare socket just does nothing.
        using var testIsOver = new CancellationTokenSource();
        using var server = new RawServer(async stream =>
        {
            await RawServer.ReadUntilAsync(stream, "\r\n\r\n");
            await stream.WriteAsync(expectContinue ? "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray() : []);
            await Task.Delay(TimeSpan.FromMinutes(1), testIsOver.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var transport = Wired.Transport(Wired.Short);

        var error = await Assert.ThrowsAsync<ScaleException>(() => transport.SendAsync(
            Upload(server.Url(), new CountingStream(256 * 1024 * 1024, canSeek: true), expectContinue), CancellationToken.None));
        testIsOver.Cancel();

        AssertTimeout(error, server.Url());

        // Half a request is none.
        Assert.False(error.MayHaveArrived);
    }

    [Fact]
    public async Task A_server_that_took_the_body_and_never_answers()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            await context.StallAsync();
        });
        using var transport = Wired.Transport(Wired.Fair);

        var error = await Assert.ThrowsAsync<ScaleException>(() => transport.SendAsync(
            Upload(server.Address, new CountingStream(100, canSeek: true)), CancellationToken.None));

        AssertTimeout(error, server.Address);
        Assert.True(error.MayHaveArrived);
    }

    private static WireRequest Upload(Uri server, CountingStream source, bool expectContinue = false) => new(HttpMethod.Post, server)
    {
        ExpectContinue = expectContinue,
        CreateContent = timer => new UploadContent(UploadSource.FromStream(source), new TransferOptions(), timer),
    };

    private static void AssertTimeout(ScaleException error, Uri server)
    {
        Assert.True(error.ErrorId == ScaleErrorId.Timeout, error.ToString());
        Assert.True(error.IsTransient);
        Assert.Contains(server.GetLeftPart(UriPartial.Authority), error.Message, StringComparison.Ordinal);
        Assert.Contains("-TimeoutSec", error.Message, StringComparison.Ordinal);
    }
}
