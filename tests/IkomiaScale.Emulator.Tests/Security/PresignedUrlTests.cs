using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Security;

public sealed class PresignedUrlTests
{
    [Fact]
    public async Task A_presigned_url_opens_without_a_token_until_it_expires()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var emulator = await TestEmulator.StartAsync(options => options with { Clock = clock });
        using var anonymous = emulator.Anonymous();
        var uid = (string)(await emulator.CreatedAsync("a/b.txt", "content"))["uid"]!;
        var url = await PresignAsync(emulator, uid, clock.GetUtcNow().AddMinutes(5).ToOffset(TimeSpan.FromHours(2)).ToString("o"));

        Assert.Equal("content", await anonymous.GetStringAsync(url));
        using var range = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { { "Range", "bytes=3-" } } };
        using var part = await anonymous.SendAsync(range);
        Assert.Equal("tent", await part.Content.ReadAsStringAsync());

        clock.Advance(TimeSpan.FromMinutes(5));
        await Answers.AssertRefusedAsync(anonymous.GetAsync(url), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_changed_url_is_refused()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var anonymous = emulator.Anonymous();
        var uid = (string)(await emulator.CreatedAsync("a", "a"))["uid"]!;
        var other = (string)(await emulator.CreatedAsync("b", "b"))["uid"]!;
        var url = await PresignAsync(emulator, uid, "2099-01-01T00:00:00Z");

        Assert.Equal("a", await anonymous.GetStringAsync(url));
        foreach (var forged in (string[])[url.Replace(uid, other), url.Replace("expires=", "expires=1"), url[..^3], url.Split('?')[0], url + "%%"])
        {
            await Answers.AssertRefusedAsync(anonymous.GetAsync(forged), HttpStatusCode.Forbidden);
        }

        await Answers.AssertRefusedAsync(anonymous.GetAsync(url + "&signature=x"), HttpStatusCode.BadRequest);

        await emulator.Client.DeleteAsync("/v1/objects/a?exact=true");
        await Answers.AssertRefusedAsync(anonymous.GetAsync(url), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("")]
    [InlineData("2099-01-01T00:00:00")]
    [InlineData("2099-13-01T00:00:00Z")]
    public async Task A_date_that_is_none_or_has_no_offset_is_refused(string date)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var uid = (string)(await emulator.CreatedAsync("a", "a"))["uid"]!;
        await Answers.AssertRefusedAsync(SendAsync(emulator, uid, date), HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_unknown_object_cannot_be_presigned()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await Answers.AssertRefusedAsync(SendAsync(emulator, Guid.NewGuid().ToString(), "2099-01-01T00:00:00+01:00"), HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> SendAsync(TestEmulator emulator, string uid, string date) => emulator.Client.PutAsync(
        $"/v1/presigned-urls/download/{uid}", new FormUrlEncodedContent(new Dictionary<string, string> { ["expire_at"] = date }));

    private static async Task<string> PresignAsync(TestEmulator emulator, string uid, string date)
    {
        using var answer = await SendAsync(emulator, uid, date);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (string)(await answer.JsonAsync())["presigned_download_url"]!;
    }
}
