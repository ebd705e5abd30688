using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Many_clients_at_once_lose_nothing()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { PageSize = 7 });
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async index =>
        {
            var path = $"dir {index % 5}/{index}";
            var created = await emulator.CreatedAsync(path, $"content {index}");
            Assert.Equal([path], await emulator.PathsAsync($"{TestEmulator.Url(path)}?exact=true"));
            Assert.Equal($"content {index}", await emulator.Client.GetStringAsync((string)created["download_url"]!));
            using var replaced = await emulator.OverwriteAsync(path, $"again {index}");
            Assert.Equal($"again {index}", await emulator.Client.GetStringAsync((string)created["download_url"]!));
        }));
        Assert.Equal(50, (await emulator.PagesAsync("/v1/objects/?page=1")).SelectMany(page => page).Distinct().Count());
        Assert.Equal(50, emulator.Folder.CountFiles("blobs"));
    }

    [Fact]
    public async Task Of_many_that_create_the_same_object_one_wins()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(index => emulator.CreateAsync("wanted", $"{index}")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(29, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1, emulator.Folder.CountFiles("blobs"));
    }

    [Fact]
    public async Task Copying_and_deleting_at_once_never_loses_the_bytes_of_a_copy()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async index =>
        {
            var source = await emulator.CreatedAsync($"source {index}", $"content {index}");
            var copying = emulator.Client.PostAsync($"/v1/objects/copy%20{index}", Forms.Copy((string)source["uid"]!));
            var deleting = emulator.Client.DeleteAsync($"/v1/objects/source%20{index}?exact=true");
            using var deleted = await deleting;
            using var copied = await copying;
            if (copied.StatusCode == HttpStatusCode.Created)
            {
                Assert.Equal($"content {index}", await emulator.Client.GetStringAsync((string)(await copied.JsonAsync())["download_url"]!));
            }
            else
            {
                await copied.DetailAsync(HttpStatusCode.NotFound);
            }
        }));
        Assert.Equal((await emulator.PathsAsync("/v1/objects/copy")).Count, emulator.Folder.CountFiles("blobs"));
    }
}
