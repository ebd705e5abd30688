using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>Which objects a listing gives, on the emulator.</summary>
public sealed class ListingTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private readonly string _folder = EmulatorFixture.NewFolder();

    [Fact]
    public async Task A_directory_is_not_its_neighbours()
    {
        await StoreAsync("logs", "logs/a", "logs/b/c", "logs_backup/x", "logs.json", "Logs/d", "old/logs/e");

        Assert.Equal(In("logs", "logs/a", "logs/b/c"), await PathsAsync("logs"));
        Assert.Equal(In("logs/a", "logs/b/c"), await PathsAsync("logs/"));
        Assert.Equal(In("logs/b/c"), await PathsAsync("logs/b"));
        Assert.Equal(In("logs.json"), await PathsAsync("logs.json"));
        Assert.Empty(await PathsAsync("log"));
        Assert.Empty(await PathsAsync("logs.json/"));
        Assert.Equal(7, (await emulator.PathsAsync(_folder)).Count);
        Assert.Equal(7, (await emulator.PathsAsync("/" + _folder + "/")).Count);
    }

    [Fact]
    public async Task The_place_in_the_tree_is_told_relative_to_what_was_listed()
    {
        await StoreAsync("dir/a", "dir/sub/b");

        Assert.Equal(["a", "sub/b"], await RelativePathsAsync($"{_folder}/dir"));
        Assert.Equal(["a", "sub/b"], await RelativePathsAsync($"/{_folder}/dir/"));
        Assert.Equal(["b"], await RelativePathsAsync($"{_folder}/dir/sub/b"));
    }

    [Fact]
    public async Task The_whole_project_is_listed_by_its_full_paths()
    {
        await StoreAsync("dir/a");
        var found = new List<string?>();
        await foreach (var item in emulator.Storage.ListAsync(""))
        {
            found.Add(item.RelativePath);
        }

        Assert.Contains($"{_folder}/dir/a", found);
    }

    [Fact]
    public async Task Many_objects_come_once_each_and_in_order()
    {
        var names = Enumerable.Range(0, 230).Select(number => $"{_folder}/{number:D3}").ToList();
        await Parallel.ForEachAsync(names, async (name, _) => await emulator.StoreAsync(name));

        Assert.Equal<string?>(names, await emulator.PathsAsync(_folder));
    }

    [Fact]
    public async Task Nothing_there_is_an_empty_list() => Assert.Empty(await emulator.PathsAsync(_folder));

    [Fact]
    public async Task Temporary_objects_are_not_listed()
    {
        var temporary = await emulator.StoreAsync(null, $"for {_folder}");

        Assert.DoesNotContain(null, await emulator.PathsAsync(""));
        Assert.True((await emulator.Storage.FindByUidAsync(temporary.Uid))!.IsTemporary);
    }

    [Fact]
    public async Task An_object_is_found_by_its_exact_path()
    {
        var stored = await emulator.StoreAsync($"{_folder}/a.txt");
        await StoreAsync("a.txt.bak", "A.TXT");

        Assert.Equal(stored.Uid, (await emulator.Storage.FindAsync($"{_folder}/a.txt"))!.Uid);
        Assert.Equal(stored.Uid, (await emulator.Storage.FindAsync($"/{_folder}/a.txt"))!.Uid);
        Assert.Null(await emulator.Storage.FindAsync($"{_folder}/a.tx"));
        Assert.Null(await emulator.Storage.FindAsync(_folder));
    }

    [Fact]
    public async Task An_object_is_found_by_its_uid()
    {
        var stored = await emulator.StoreAsync($"{_folder}/a.txt");

        var found = await emulator.Storage.FindByUidAsync(stored.Uid);

        Assert.Equal((stored.Path, "a.txt"), (found!.Path, found.RelativePath));
        Assert.Null(await emulator.Storage.FindByUidAsync(Guid.NewGuid().ToString()));
        Assert.Null(await emulator.Storage.FindByUidAsync("no uid & more?"));
    }

    [Fact]
    public async Task All_objects_of_one_content_are_found_by_its_hash()
    {
        var one = await emulator.StoreAsync($"{_folder}/1", _folder);
        var two = await emulator.StoreAsync(null, _folder);
        var found = new List<string>();

        await foreach (var item in emulator.Storage.ListBySha256Async(one.Sha256!.ToUpperInvariant()))
        {
            found.Add(item.Uid);
        }

        Assert.Equal(new[] { one.Uid, two.Uid }.Order(), found.Order());
    }

    private Task StoreAsync(params string[] names) => Task.WhenAll(names.Select(name => emulator.StoreAsync($"{_folder}/{name}", name)));

    private async Task<IEnumerable<string?>> PathsAsync(string directory) =>
        (await emulator.PathsAsync($"{_folder}/{directory}")).Order(StringComparer.Ordinal);

    private IEnumerable<string> In(params string[] names) => names.Select(name => $"{_folder}/{name}");

    private async Task<IEnumerable<string?>> RelativePathsAsync(string directory)
    {
        var found = new List<string?>();
        await foreach (var item in emulator.Storage.ListAsync(directory))
        {
            found.Add(item.RelativePath);
        }

        return found.Order(StringComparer.Ordinal);
    }
}
