using System.Text;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Wire;

/// <summary>A connection that fails is told in plain words, without what is secret about it.</summary>
public sealed class FailureTests : IDisposable
{
    private const string Secret = "s3cr3t";

    private readonly FlurlTransport _transport = Wired.Transport();

    public void Dispose() => _transport.Dispose();

    [Fact]
    public async Task Nobody_listens()
    {
        var url = RawServer.Nobody();

        var error = await FailAsync(url, content: null);

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.True(error.IsTransient);
        Assert.Contains(url.GetLeftPart(UriPartial.Authority), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_never_left_surely_did_not_arrive()
    {
        Assert.False((await FailAsync(RawServer.Nobody(), content: null)).MayHaveArrived);
        Assert.False((await FailAsync(RawServer.Nobody(), new StringContent("x"))).MayHaveArrived);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("x")]
    public async Task A_server_that_hangs_up_before_it_answers_may_have_acted(string? content)
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            context.Abort();
        });

        var error = await FailAsync(server.Address, content is null ? null : new StringContent(content));

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.True(error.IsTransient);
        Assert.True(error.MayHaveArrived);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_breaks_off(bool isLengthKnown)
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.ContentLength = isLengthKnown ? 1000 : null;
            await context.Response.WriteAsync("beginning");
            await context.BreakOffAsync();
        });

        var error = await FailAsync(server.Address, content: null);

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.True(error.IsTransient);
        Assert.True(error.MayHaveArrived);
    }

    [Fact]
    public async Task Something_that_does_not_speak_http()
    {
        using var server = new RawServer(async stream =>
        {
            await RawServer.ReadUntilAsync(stream, "\r\n\r\n");
            await stream.WriteAsync(Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.2\r\n"));
        });

        Assert.Equal(ScaleErrorId.NetworkError, (await FailAsync(server.Url(), content: null)).ErrorId);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_is_told_as_it_is()
    {
        await using var server = await TestServer.StartAsync(context => context.KeepBodyAsync());
        var source = new CountingStream(100, canSeek: true) { BeforeRead = (_, _) => throw new IOException("The disk has gone.") };
        var request = new WireRequest(HttpMethod.Post, server.Address)
        {
            CreateContent = timer => new UploadContent(UploadSource.FromStream(source), new TransferOptions(), timer),
        };

        var error = await Assert.ThrowsAsync<ScaleException>(() => _transport.SendAsync(request, CancellationToken.None));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Contains("The disk has gone.", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Neither_token_nor_signed_url_is_in_any_failure()
    {
        await using var silent = await TestServer.StartAsync(Answers.StallAsync);
        await using var rude = await TestServer.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var hasty = Wired.Transport(Wired.Short);

        ScaleException[] errors =
        [
            await FailAsync(RawServer.Nobody(), content: null),
            await FailAsync(rude.Address, new StringContent("x")),
            await FailAsync(silent.Address, content: null, hasty),
        ];

        Assert.All(errors, error => Assert.DoesNotContain(Secret, error + error.Message + error.Target, StringComparison.Ordinal));
    }

    private async Task<ScaleException> FailAsync(Uri url, HttpContent? content, FlurlTransport? transport = null)
    {
        var request = new WireRequest(content is null ? HttpMethod.Get : HttpMethod.Post, new Uri(url, $"/x?signature={Secret}"))
        {
            Authorization = "Bearer " + Secret,
            CreateContent = content is null ? null : _ => content,
        };
        return await Assert.ThrowsAsync<ScaleException>(async () =>
        {
            using var response = await (transport ?? _transport).SendAsync(request, CancellationToken.None);
            await response.ReadTextAsync(10_000, CancellationToken.None);
        });
    }
}
