using System.Net;
using System.Net.Sockets;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Program;

public sealed class AddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task It_answers_at_every_name_of_this_machine_and_uses_that_name_itself(string host)
    {
        if (host == "[::1]" && !HasLoopbackOfIPv6())
        {
            return;
        }

        await using var emulator = await TestEmulator.StartAsync();
        var origin = $"http://{host}:{emulator.Address.Port}";
        using var client = new HttpClient { BaseAddress = new Uri(origin) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Token emulator-token");
        using var answer = await client.GetAsync($"/v1/projects/jwt/?endpoint={Uri.EscapeDataString(origin)}&storage=true");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        client.DefaultRequestHeaders.Remove("Authorization");
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await answer.JsonAsync())["id_token"]!);
        using var created = await client.PostAsync("/v1/objects/a", Forms.Upload("a"));
        var url = (string)(await created.JsonAsync())["download_url"]!;
        Assert.StartsWith(origin, url);
        Assert.Equal("a", await client.GetStringAsync(url));
    }

    private static bool HasLoopbackOfIPv6()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
