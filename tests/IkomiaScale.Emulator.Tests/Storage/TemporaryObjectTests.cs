using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class TemporaryObjectTests
{
    [Fact]
    public async Task A_temporary_object_is_listed_nowhere_and_found_by_its_uid()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var created = await emulator.CreatedAsync("", "content");
        Assert.Null((string?)created["path"]);
        Assert.Empty(await emulator.PathsAsync("/v1/objects/?page=1"));
        Assert.Single(await emulator.PathsAsync($"/v1/objects/?uid={created["uid"]}"));
        Assert.Equal("content", await emulator.Client.GetStringAsync((string)created["download_url"]!));
    }

    [Fact]
    public async Task A_temporary_object_is_gone_when_its_time_is_over()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var emulator = await TestEmulator.StartAsync(options => options with { Clock = clock, TemporaryLifetime = TimeSpan.FromMinutes(10) });
        var temporary = await emulator.CreatedAsync("", "temporary");
        var kept = await emulator.CreatedAsync("kept", "kept");
        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Empty(await emulator.PathsAsync($"/v1/objects/?uid={temporary["uid"]}"));
        await Answers.AssertRefusedAsync(emulator.Client.GetAsync((string)temporary["download_url"]!), HttpStatusCode.NotFound);
        await Answers.AssertRefusedAsync(emulator.Client.PostAsync("/v1/objects/copy", Forms.Copy((string)temporary["uid"]!)), HttpStatusCode.NotFound);
        Assert.Equal("kept", await emulator.Client.GetStringAsync((string)kept["download_url"]!));
    }

    [Fact]
    public async Task The_sweeper_takes_its_bytes_away_but_not_those_of_a_copy()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var emulator = await TestEmulator.StartAsync(options => options with { Clock = clock, TemporaryLifetime = TimeSpan.FromMinutes(1) });
        var first = await emulator.CreatedAsync("", "first");
        await emulator.CreatedAsync("", "second");
        using var copied = await emulator.Client.PostAsync("/v1/objects/copy", Forms.Copy((string)first["uid"]!));
        Assert.Equal(HttpStatusCode.Created, copied.StatusCode);
        await Eventually.HoldsAsync(() => emulator.Folder.CountFiles("blobs") == 1 || Eventually.Passes(clock), "only the copy is left");
        Assert.Equal("first", await emulator.Client.GetStringAsync((string)(await copied.JsonAsync())["download_url"]!));
    }
}
