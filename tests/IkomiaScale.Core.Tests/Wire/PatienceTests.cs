using System.Text;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Wire;

/// <summary>Time alone never ends a request: only silence on the wire does, and only while something is waited for from there.</summary>
public sealed class PatienceTests
{
    [Fact]
    public async Task A_trickle_is_no_silence()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            for (var count = 0; count < 13; count++)
            {
                await context.Response.WriteAsync("x");
                await context.Response.Body.FlushAsync();
                await Task.Delay(Wired.Fair / 10);
            }
        });
        using var transport = Wired.Transport(Wired.Fair);

        Assert.Equal(new string('x', 13), await transport.GetTextAsync(server.Address));
    }

    [Fact]
    public async Task A_reader_that_takes_its_time_is_no_silence()
    {
        await using var server = await TestServer.StartAsync(context => context.TextAsync(200, "0123456789"));
        using var transport = Wired.Transport(Wired.Fair);
        using var response = await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Address), CancellationToken.None);
        using var body = await response.OpenBodyAsync();
        var buffer = new byte[10];
        await body.ReadExactlyAsync(buffer, 0, 5);

        await Task.Delay(Wired.Fair * 1.2);
        await body.ReadExactlyAsync(buffer, 5, 5);

        Assert.Equal("0123456789", Encoding.ASCII.GetString(buffer));
    }
}
