using System.Text;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Wire;

/// <summary>Time alone never ends a request: only silence on the wire does, and only while something is waited for from there.</summary>
public sealed class PatienceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_trickle_is_no_silence()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            for (var count = 0; count < 13; count++)
            {
                await context.Response.WriteAsync("x");
                await context.Response.Body.FlushAsync();
                await Task.Delay(Limit / 10);
            }
        });
        using var transport = Wired.Transport(Limit);

        Assert.Equal(new string('x', 13), await transport.GetTextAsync(server.Address));
    }

    [Fact]
    public async Task A_reader_that_takes_its_time_is_no_silence()
    {
        await using var server = await TestServer.StartAsync(context => context.TextAsync(200, "0123456789"));
        using var transport = Wired.Transport(Limit);
        using var response = await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Address), CancellationToken.None);
        using var body = await response.OpenBodyAsync();
        var buffer = new byte[10];
        await body.ReadExactlyAsync(buffer, 0, 5);

        await Task.Delay(Limit * 1.2);
        await body.ReadExactlyAsync(buffer, 5, 5);

        Assert.Equal("0123456789", Encoding.ASCII.GetString(buffer));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_source_that_takes_its_time_is_no_silence(bool expectContinue)
    {
        await using var server = await TestServer.StartAsync(context => context.KeepBodyAsync());
        using var transport = Wired.Transport(Limit);
        var source = new CountingStream(100, canSeek: true)
        {
            BeforeRead = (position, token) => position == 0 ? Task.Delay(Limit * 1.2, token) : Task.CompletedTask,
        };

        using var response = await transport.SendAsync(Upload(server, source, expectContinue), CancellationToken.None);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(100, server.Requests.Single().Body.Length);
    }

    private static WireRequest Upload(TestServer server, CountingStream source, bool expectContinue) => new(HttpMethod.Post, server.Address)
    {
        ExpectContinue = expectContinue,
        CreateContent = timer => new UploadContent(UploadSource.FromStream(source), new TransferOptions(), timer),
    };
}
