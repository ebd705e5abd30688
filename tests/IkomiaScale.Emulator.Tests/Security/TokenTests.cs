using System.Net;
using System.Text;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Security;

public sealed class TokenTests
{
    [Fact]
    public async Task A_token_is_given_with_all_that_the_protocol_names()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { JwtLifetime = TimeSpan.FromSeconds(120) });
        using var answer = await emulator.TokenRequestAsync($"endpoint={emulator.Origin}&storage=true");
        var json = await answer.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(3, ((string)json["id_token"]!).Split('.').Length);
        Assert.Equal("Bearer", (string?)json["token_type"]);
        Assert.Equal(120, (int)json["expires_in"]!);
        Assert.All((string[])["access_token", "refresh_token", "scope"], name => Assert.NotEmpty((string)json[name]!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Token wrong")]
    [InlineData("Token ")]
    [InlineData("Bearer emulator-token")]
    public async Task Another_api_token_is_refused(string authorization)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var answer = await emulator.TokenRequestAsync($"endpoint={emulator.Origin}&storage=true", authorization);
        await answer.DetailAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Only_the_own_address_is_a_deployment_of_the_account()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var port = emulator.Address.Port;
        foreach (var own in (string[])[$"http://127.0.0.1:{port}", $"http://127.0.0.1:{port}/", $"http://localhost:{port}", $"HTTP://LOCALHOST:{port}/"])
        {
            using var answer = await emulator.TokenRequestAsync($"endpoint={Uri.EscapeDataString(own)}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        foreach (var foreign in (string[])[$"https://127.0.0.1:{port}", "http://127.0.0.1:1", $"http://example.com:{port}", $"http://127.0.0.1:{port}/other", "nonsense"])
        {
            using var answer = await emulator.TokenRequestAsync($"endpoint={Uri.EscapeDataString(foreign)}");
            await answer.DetailAsync(HttpStatusCode.NotFound);
        }

        using var none = await emulator.TokenRequestAsync("storage=true");
        await none.DetailAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Without_storage_the_token_opens_the_deployment_only()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var token = await emulator.TokenAsync(storage: false);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(emulator, "/workflow", $"Bearer {token}"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(emulator, "/v1/objects/?page=1", $"Bearer {token}"));
    }

    [Fact]
    public async Task Tokens_that_are_missing_malformed_or_forged_are_refused_everywhere()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var good = await emulator.TokenAsync();
        var parts = good.Split('.');
        var otherSignature = parts[2][..^2] + (parts[2][^2] == 'A' ? 'B' : 'A') + parts[2][^1];
        var none = Convert.ToBase64String("""{"alg":"none"}"""u8).TrimEnd('=');
        string?[] bad =
        [
            null, "", "Bearer", "Bearer ", "Basic abc", $"Token {good}", "Bearer abc", "Bearer a.b.c", $"Bearer {parts[0]}.{parts[1]}",
            $"Bearer {parts[0]}.{parts[1]}.", $"Bearer {parts[0]}.{parts[1]}.{otherSignature}", $"Bearer {none}.{parts[1]}.",
            $"Bearer {parts[0]}.{Flip(parts[1])}.{parts[2]}", $"Bearer {good}.{parts[2]}", $"Bearer {parts[0]}.%%%.{parts[2]}",
        ];
        foreach (var authorization in bad)
        {
            foreach (var url in (string[])["/v1/objects/?page=1", "/workflow", "/api/results/" + Guid.NewGuid(), "/v1/content/x"])
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(emulator, url, authorization));
            }
        }
    }

    [Fact]
    public async Task A_token_expires()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var emulator = await TestEmulator.StartAsync(options => options with { Clock = clock, JwtLifetime = TimeSpan.FromMinutes(10) });
        clock.Advance(TimeSpan.FromSeconds(599));
        Assert.Equal(HttpStatusCode.OK, (await emulator.Client.GetAsync("/workflow")).StatusCode);
        clock.Advance(TimeSpan.FromSeconds(2));
        await Answers.AssertRefusedAsync(emulator.Client.GetAsync("/workflow"), HttpStatusCode.Unauthorized);
    }

    private static string Flip(string payload)
    {
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(payload.Replace('-', '+').Replace('_', '/').PadRight((payload.Length + 3) / 4 * 4, '=')));
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json.Replace("\"exp\":", "\"exp\":9", StringComparison.Ordinal))).TrimEnd('=');
    }

    private static async Task<HttpStatusCode> StatusAsync(TestEmulator emulator, string url, string? authorization)
    {
        using var client = emulator.Anonymous();
        if (authorization is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        using var answer = await client.GetAsync(url);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
        return answer.StatusCode;
    }
}
