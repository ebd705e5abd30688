using System.Text;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;

namespace IkomiaScale.Tests.Wire;

/// <summary>A refusal costs nothing, however large the file.</summary>
public sealed class ExpectContinueTests
{
    private readonly CountingStream _source = new(10 * 1024 * 1024, canSeek: true);

    [Fact]
    public async Task A_refusal_comes_before_the_body_is_even_read()
    {
        await using var server = await TestServer.StartAsync(context => context.TextAsync(409, "no"));
        using var transport = Wired.Transport();

        using var response = await transport.SendAsync(Request(server.Address), CancellationToken.None);

        Assert.Equal(409, response.StatusCode);
        Assert.Equal("no", await response.ReadTextAsync(100, CancellationToken.None));
        Assert.Equal(0, _source.Taken);
        Assert.Equal("100-continue", server.Requests.Single().Header("Expect"));
    }

    [Fact]
    public async Task With_the_consent_of_the_server_the_body_goes_out()
    {
        await using var server = await TestServer.StartAsync(context => context.KeepBodyAsync());
        using var transport = Wired.Transport();

        using var response = await transport.SendAsync(Request(server.Address), CancellationToken.None);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(10 * 1024 * 1024, server.Requests.Single().Body.Length);
    }

    [Fact]
    public async Task A_server_that_does_not_know_the_question_gets_the_body_too()
    {
        using var server = new RawServer(async stream =>
        {
            var head = await RawServer.ReadUntilAsync(stream, "\r\n\r\n");
            Assert.Contains("Expect: 100-continue", head, StringComparison.Ordinal);

            // The first byte of the body.
            await stream.ReadExactlyAsync(new byte[1]);
            var drain = stream.CopyToAsync(Stream.Null);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
            await drain;
        });
        using var transport = Wired.Transport();

        using var response = await transport.SendAsync(Request(server.Url()), CancellationToken.None);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(10 * 1024 * 1024, _source.Taken);
    }

    private WireRequest Request(Uri url) => new(HttpMethod.Post, url)
    {
        ExpectContinue = true,
        CreateContent = timer => new UploadContent(UploadSource.FromStream(_source), new TransferOptions(), timer),
    };
}
