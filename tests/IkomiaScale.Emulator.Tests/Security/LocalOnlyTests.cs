using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Security;

/// <summary>What a web page on this machine could try: to ask under a name of its own (DNS rebinding), or without the token.</summary>
public sealed class LocalOnlyTests
{
    [Theory]
    [InlineData("/workflow")]
    [InlineData("/v1/objects/")]
    [InlineData("/v1/projects/jwt/?endpoint=x")]
    [InlineData("/_emulator/requests")]
    [InlineData("/api/run")]
    [InlineData("/nowhere")]
    public async Task A_name_that_is_not_of_this_machine_is_refused(string path)
    {
        await using var emulator = await TestEmulator.StartAsync();
        foreach (var host in (string[])["evil.example", $"evil.example:{emulator.Address.Port}", "127.0.0.1.evil.example", "localhost.evil.example", "192.168.0.1", "[::2]"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
            using var answer = await emulator.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LocalHost:1")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:80")]
    public async Task Names_of_this_machine_are_taken(string host)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/workflow") { Headers = { Host = host } };
        using var answer = await emulator.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("PUT", "/_emulator/faults", null)]
    [InlineData("DELETE", "/_emulator/faults", null)]
    [InlineData("DELETE", "/_emulator/requests", null)]
    [InlineData("PUT", "/_emulator/faults", "Token wrong")]
    [InlineData("PUT", "/_emulator/faults", "Bearer emulator-token")]
    public async Task Nobody_changes_the_emulator_without_its_token(string method, string path, string? authorization)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var anonymous = emulator.Anonymous();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent("""[{"times":-1,"action":"status","status":500}]""") };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var refused = await anonymous.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var unchanged = await emulator.Client.GetAsync("/workflow");
        Assert.Equal(HttpStatusCode.OK, unchanged.StatusCode);
    }
}
