using System.Globalization;
using IkomiaScale.Tests.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Storage;

/// <summary>URLs that give a content to whoever has them.</summary>
public sealed class PresignedUrlTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task A_url_gives_the_content_without_a_token()
    {
        var stored = await emulator.StoreAsync(EmulatorFixture.NewFolder() + "/a b+c.txt", "content");
        using var anybody = Wired.Transport(network: emulator.Network);

        var url = await emulator.Storage.CreatePresignedUrlAsync(stored.Uid, DateTimeOffset.Now.AddMinutes(5));

        Assert.Equal("content", await anybody.GetTextAsync(url));
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_told()
    {
        var uid = Guid.NewGuid().ToString();

        var error = await Assert.ThrowsAsync<ScaleException>(() => emulator.Storage.CreatePresignedUrlAsync(uid, DateTimeOffset.Now.AddMinutes(5)));

        Assert.Equal((ScaleErrorId.ObjectNotFound, uid), (error.ErrorId, error.Target));
        Assert.Contains($"There is no object with uid '{uid}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_is_sent_with_its_offset_whatever_the_users_culture()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            await context.JsonAsync(new JObject { ["presigned_download_url"] = "https://h/x" });
        });
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
        try
        {
            await service.Storage.CreatePresignedUrlAsync("a b/c", new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(2)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        var call = service.Calls.Single();
        Assert.Equal("PUT /v1/presigned-urls/download/a%20b%2Fc", call.ToString());
        Assert.Equal("application/x-www-form-urlencoded", call.Header("Content-Type"));
        Assert.Equal("expire_at=2026-02-03T04%3A05%3A06%2B02%3A00", System.Text.Encoding.ASCII.GetString(call.Body));
    }

    [Theory]
    [InlineData("""{"presigned_download_url":"https://h/p%2Fq?sig=a%2Bb%3D%7C"}""", "https://h/p%2Fq?sig=a%2Bb%3D%7C")]
    [InlineData("""{"presigned_download_url":"https://h/x?t=2026-01-01T00:00:00Z"}""", "https://h/x?t=2026-01-01T00:00:00Z")]
    public async Task The_url_is_given_as_it_came(string answer, string expected)
    {
        await using var service = await FakeService.StartAsync(context => context.TextAsync(200, answer));

        Assert.Equal(expected, (await service.Storage.CreatePresignedUrlAsync("u", DateTimeOffset.UnixEpoch)).AbsoluteUri);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"presigned_download_url":null}""")]
    [InlineData("""{"presigned_download_url":7}""")]
    [InlineData("<html>")]
    public async Task An_answer_without_a_url_is_told(string answer)
    {
        await using var service = await FakeService.StartAsync(context => context.TextAsync(200, answer));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.CreatePresignedUrlAsync("u", DateTimeOffset.UnixEpoch));

        Assert.Equal(ScaleErrorId.InvalidResponse, error.ErrorId);
    }
}
