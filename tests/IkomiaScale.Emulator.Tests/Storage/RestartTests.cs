using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class RestartTests
{
    [Fact]
    public async Task Everything_survives_a_restart()
    {
        using var folder = new TestFolder();
        JsonNode kept;
        JsonNode temporary;
        string token;
        string uuid;
        await using (var first = await TestEmulator.StartAsync(folder: folder))
        {
            kept = await first.CreatedAsync("dir/kept", "kept");
            temporary = await first.CreatedAsync("", "temporary");
            token = await first.TokenAsync();
            uuid = await first.SubmittedAsync(Runs.Request("describe", Runs.Image([1, 2, 3])));
            await WaitForAsync(folder, uuid);
        }

        await using var second = await TestEmulator.StartAsync(folder: folder);
        second.Client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(["dir/kept"], await second.PathsAsync("/v1/objects/"));
        Assert.Equal("kept", await second.Client.GetStringAsync($"/v1/content/{kept["uid"]}"));
        Assert.Equal("temporary", await second.Client.GetStringAsync($"/v1/content/{temporary["uid"]}"));
        using var result = await second.PollAsync(uuid);
        Assert.Equal(3, (int)(await result.JsonAsync())["results"]![0]!["DATA_DICT"]!["size"]!);
    }

    [Fact]
    public async Task A_run_that_was_under_way_is_run_again()
    {
        using var folder = new TestFolder();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        string slow;
        string queued;
        await using (var first = await TestEmulator.StartAsync(options => options with { Clock = clock }, folder))
        {
            slow = await first.SubmittedAsync(Runs.Slow(1000));
            queued = await first.SubmittedAsync(Runs.Slow(1001));
        }

        await using var second = await TestEmulator.StartAsync(options => options with { Clock = clock }, folder);
        foreach (var uuid in (string[])[slow, queued])
        {
            using var result = await Eventually.EndsAsync(clock, second.PollAsync(uuid), "the run has ended");
            Assert.Equal(System.Net.HttpStatusCode.OK, result.StatusCode);
        }
    }

    [Fact]
    public async Task What_an_unclean_end_left_behind_is_swept()
    {
        using var folder = new TestFolder();
        await using (var first = await TestEmulator.StartAsync(folder: folder))
        {
            await first.CreatedAsync("kept", "kept");
        }

        Directory.CreateDirectory(folder.File("blobs/ab"));
        await File.WriteAllTextAsync(folder.File("blobs/ab/abcdef"), "an orphan");
        await File.WriteAllTextAsync(folder.File($"runs/{Guid.NewGuid()}.request.json"), "half");

        await using var second = await TestEmulator.StartAsync(folder: folder);
        Assert.Equal(1, folder.CountFiles("blobs"));
        Assert.Equal(0, folder.CountFiles("runs"));
        Assert.Equal(["kept"], await second.PathsAsync("/v1/objects/"));
    }

    [Fact]
    public async Task A_folder_serves_one_emulator_only()
    {
        using var folder = new TestFolder();
        await using var first = await TestEmulator.StartAsync(folder: folder);
        var options = new EmulatorOptions { Port = 0, DataPath = folder.Path };
        var refused = await Assert.ThrowsAsync<EmulatorException>(() => EmulatorHost.StartAsync(options));
        Assert.Contains(folder.Path, refused.Message);
        Assert.Contains("in use", refused.Message);
        Assert.Empty(await first.PathsAsync("/v1/objects/"));
    }

    private static Task WaitForAsync(TestFolder folder, string uuid) => Eventually.HoldsAsync(
        () => File.Exists(folder.File($"runs/{uuid}.result.json")) && !File.Exists(folder.File($"runs/{uuid}.request.json")), "the run has ended");
}
