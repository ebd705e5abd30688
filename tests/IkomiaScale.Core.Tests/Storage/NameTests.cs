using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>Whatever an object is called, it is that object and no other.</summary>
public sealed class NameTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const int Sent = 300;

    private static readonly StorageUrls Urls = new(new Uri("https://scalefs.example/base/"));

    [Fact]
    public void A_name_is_the_same_in_every_kind_of_request()
    {
        var names = new NameGenerator(2);
        for (var count = 0; count < 1000; count++)
        {
            var name = names.NextValid();
            var path = Urls.Object(name).AbsoluteUri;

            Assert.Equal(path + "?page=7", Urls.List(name, 7).AbsoluteUri);
            Assert.Equal(path + "?exact=true&page=1", Urls.Exact(name).AbsoluteUri);
            Assert.Equal(path + "?exact=true", Urls.Delete(name, exact: true).AbsoluteUri);
            Assert.Equal(path + "/?exact=false", Urls.Delete(name + "/", exact: false).AbsoluteUri);
        }
    }

    [Fact]
    public async Task A_name_survives_the_way_to_the_service_and_back()
    {
        var folder = EmulatorFixture.NewFolder();
        var names = new NameGenerator(4);
        var paths = Enumerable.Range(0, Sent).Select(number => $"{folder}/{number}/{names.NextValid()}").ToList();

        await Parallel.ForEachAsync(paths, async (path, _) =>
        {
            var stored = await emulator.StoreAsync(path, path);
            Assert.Equal(path, stored.Path);
            var found = await emulator.Storage.FindAsync(path);
            Assert.Equal(stored.Uid, found!.Uid);
            Assert.Equal(path, await emulator.ReadAsync(found));
        });

        Assert.Equal(paths.Order(StringComparer.Ordinal), (await emulator.PathsAsync(folder)).Order(StringComparer.Ordinal));
        await Parallel.ForEachAsync(paths.Take(Sent / 2), async (path, _) => await emulator.Storage.DeleteAsync(path));
        Assert.Equal(paths.Skip(Sent / 2).Order(StringComparer.Ordinal), (await emulator.PathsAsync(folder)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Names_that_look_alike_are_different_objects()
    {
        var folder = EmulatorFixture.NewFolder();
        string[] names = ["a", "A", "é", "e\u0301", "a ", " a", "a.", "a%20", "a+", "a%2B", "a\u200b", "a\u00a0", "%2F", "ſ", "s", "ß", "ss"];

        await Task.WhenAll(names.Select(name => emulator.StoreAsync($"{folder}/{name}", name)));

        foreach (var name in names)
        {
            Assert.Equal(name, await emulator.ReadAsync((await emulator.Storage.FindAsync($"{folder}/{name}"))!));
        }

        Assert.Equal(names.Length, (await emulator.PathsAsync(folder)).Count);
    }

    [Fact]
    public async Task A_segment_may_be_long()
    {
        var path = $"{EmulatorFixture.NewFolder()}/{new string('é', 200)}/{string.Concat(Enumerable.Repeat("😀", 100))}";

        var stored = await emulator.StoreAsync(path);

        Assert.Equal(path, (await emulator.Storage.FindAsync(path))!.Path);
        Assert.Equal("content", await emulator.ReadAsync(stored));
    }
}
