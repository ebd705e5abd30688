using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class ContentTests
{
    private const string Content = "0123456789";

    [Theory]
    [InlineData("bytes=0-3", "0123", "bytes 0-3/10")]
    [InlineData("bytes=4-", "456789", "bytes 4-9/10")]
    [InlineData("bytes=-2", "89", "bytes 8-9/10")]
    [InlineData("bytes=8-100", "89", "bytes 8-9/10")]
    public async Task A_range_gives_a_part(string range, string expected, string contentRange)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var answer = await GetAsync(emulator, HttpMethod.Get, range);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(contentRange, answer.Content.Headers.ContentRange?.ToString());
        Assert.Equal(expected.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_range_behind_the_end_is_refused()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var answer = await GetAsync(emulator, HttpMethod.Get, "bytes=10-");
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
        Assert.Equal("bytes */10", answer.Content.Headers.ContentRange?.ToString());
    }

    [Theory]
    [InlineData("GET", Content)]
    [InlineData("HEAD", "")]
    public async Task The_whole_has_its_type_and_length(string method, string body)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var answer = await GetAsync(emulator, new HttpMethod(method), null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/x-demo; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(Content.Length, answer.Content.Headers.ContentLength);
        Assert.Equal("bytes", answer.Headers.AcceptRanges.ToString());
        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_unknown_object_has_no_content()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await Answers.AssertRefusedAsync(emulator.Client.GetAsync($"/v1/content/{Guid.NewGuid()}"), HttpStatusCode.NotFound);
        await Answers.AssertRefusedAsync(emulator.Client.GetAsync("/v1/content/..%2f..%2fsigning.key"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_download_goes_on_while_its_object_is_overwritten()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var content = new byte[4_000_000];
        new Random(2).NextBytes(content);
        using var created = await emulator.Client.PostAsync("/v1/objects/a", Forms.Upload(new ByteArrayContent(content), "application/octet-stream"));
        var url = (string)(await created.JsonAsync())["download_url"]!;
        using var answer = await emulator.Client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
        using var replaced = await emulator.OverwriteAsync("a", "new");
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("new", await emulator.Client.GetStringAsync(url));
    }

    private static async Task<HttpResponseMessage> GetAsync(TestEmulator emulator, HttpMethod method, string? range)
    {
        var created = await emulator.CreatedAsync("a", Content, "text/x-demo; charset=utf-8");
        using var request = new HttpRequestMessage(method, (string)created["download_url"]!);
        if (range is not null)
        {
            request.Headers.TryAddWithoutValidation("Range", range);
        }

        return await emulator.Client.SendAsync(request);
    }
}
