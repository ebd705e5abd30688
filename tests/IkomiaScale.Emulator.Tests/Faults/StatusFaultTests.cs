using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Faults;

public sealed class StatusFaultTests
{
    [Fact]
    public async Task A_status_comes_with_its_headers_and_body()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""
            [
              { "action": "status", "status": 429, "headers": { "Retry-After": "{now+100}", "X-Base": "{base}:{port}" }, "body": { "detail": "slow down" } },
              { "action": "status", "status": 502, "body": "<html>{base}</html>" },
              { "action": "status", "status": 500, "body": "{\"detail\":", "contentType": "application/problem+json" },
              { "action": "status", "status": 302, "headers": { "Location": "http://localhost:{port}/workflow" } },
              { "action": "status", "status": 204 }
            ]
            """);
        using var limited = await faulty.Client.GetAsync("/workflow");
        Assert.Equal("""{ "detail": "slow down" }""", await limited.Content.ReadAsStringAsync());
        Assert.InRange((limited.Headers.RetryAfter!.Date!.Value - DateTimeOffset.UtcNow).TotalSeconds, 80, 101);
        Assert.Equal($"{faulty.Emulator.Origin}:{faulty.Emulator.Address.Port}", limited.Headers.GetValues("X-Base").Single());

        using var html = await faulty.Client.GetAsync("/workflow");
        Assert.Equal("text/html", html.Content.Headers.ContentType!.ToString());
        Assert.Equal($"<html>{faulty.Emulator.Origin}</html>", await html.Content.ReadAsStringAsync());

        using var broken = await faulty.Client.GetAsync("/workflow");
        Assert.Equal("application/problem+json", broken.Content.Headers.ContentType!.ToString());
        Assert.Equal("{\"detail\":", await broken.Content.ReadAsStringAsync());

        using var redirected = await faulty.Client.GetAsync("/workflow");
        Assert.Equal("localhost", redirected.RequestMessage!.RequestUri!.Host);
        Assert.Equal(HttpStatusCode.NoContent, redirected.StatusCode);
    }

    [Theory]
    [InlineData("before-body", false)]
    [InlineData("after-body", false)]
    [InlineData("after-body", true)]
    public async Task The_request_may_be_read_or_even_carried_out(string when, bool carriedOut)
    {
        await using var faulty = await FaultyEmulator.StartAsync(
            $$"""[{ "route": "create", "action": "status", "status": 503, "when": "{{when}}", "carriedOut": {{(carriedOut ? "true" : "false")}} }]""");
        using var answer = await faulty.Emulator.CreateAsync("new", new string('x', 200_000));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(carriedOut ? ["a", "new"] : ["a"], await faulty.Emulator.PathsAsync("/v1/objects/"));
    }

    [Fact]
    public async Task Copies_are_told_from_uploads()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""
            [
              { "route": "copy", "times": -1, "action": "status", "status": 501 },
              { "route": "overwrite", "times": -1, "action": "status", "status": 502 }
            ]
            """);
        var uid = faulty.ContentUrl.Split('/')[^1];
        using var copied = await faulty.Client.PostAsync("/v1/objects/b", Forms.Copy(uid));
        using var copiedOver = await faulty.Client.PutAsync("/v1/objects/a", Forms.Copy(uid));
        using var replaced = await faulty.Emulator.OverwriteAsync("a", "b");
        using var created = await faulty.Emulator.CreateAsync("c", "name=file");
        Assert.Equal([501, 501, 502, 201], ((HttpResponseMessage[])[copied, copiedOver, replaced, created]).Select(answer => (int)answer.StatusCode));
        Assert.Contains("\"copy\":2", await faulty.Client.GetStringAsync("/_emulator/requests"));
    }
}
