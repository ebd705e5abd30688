using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>Which objects a name means, and what is told where it means none.</summary>
public sealed class ObjectResolverTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IAsyncLifetime
{
    private readonly string _folder = EmulatorFixture.NewFolder();

    private ObjectResolver Resolver => new(emulator.Storage);

    public async Task InitializeAsync()
    {
        foreach (var name in new[] { "logs/a.txt", "logs/b.txt", "logs/sub/c.txt", "star[1].txt", "logs.json" })
        {
            await emulator.StoreAsync($"{_folder}/{name}", name + _folder);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("logs/*", false, "logs/a.txt logs/b.txt")]
    [InlineData("logs/*", true, "logs/a.txt logs/b.txt logs/sub/c.txt")]
    [InlineData("logs/**", false, "logs/a.txt logs/b.txt logs/sub/c.txt")]
    [InlineData("nothing*", false, "")]
    [InlineData("logs", true, "logs/a.txt logs/b.txt logs/sub/c.txt")]
    [InlineData("logs/a.txt", false, "logs/a.txt")]
    [InlineData("star`[1`].txt", false, "star[1].txt")]
    [InlineData("star[1].txt", false, "")]
    public async Task A_path_means(string path, bool directories, string expected) =>
        Assert.Equal(expected, await NamesAsync(Resolver.ByPathAsync($"{_folder}/{path}", directories)));

    [Theory]
    [InlineData("star[1].txt", false, "star[1].txt")]
    [InlineData("logs/", true, "logs/a.txt logs/b.txt logs/sub/c.txt")]
    public async Task A_literal_path_means(string path, bool directories, string expected) =>
        Assert.Equal(expected, await NamesAsync(Resolver.ByLiteralPathAsync($"{_folder}/{path}", directories)));

    [Theory]
    [InlineData("log", true)]
    [InlineData("log", false)]
    [InlineData("logs.json/", true)]
    [InlineData("logs/a.txt/", false)]
    public async Task A_name_without_an_object_is_told_with_a_way_to_see_those_that_are(string path, bool directories)
    {
        var failure = await Assert.ThrowsAsync<ScaleException>(() => NamesAsync(Resolver.ByLiteralPathAsync($"{_folder}/{path}", directories)));

        Assert.Equal((ScaleErrorId.ObjectNotFound, $"{_folder}/{path}"), (failure.ErrorId, failure.Target));
        Assert.EndsWith("Names are case-sensitive. To list the objects, run: Get-IkStorageObject", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("logs/")]
    public async Task A_directory_where_an_object_is_meant_is_told(string path)
    {
        var failure = await Assert.ThrowsAsync<ScaleException>(() => Resolver.ExactlyAsync($"{_folder}/{path}"));
        Assert.Equal((ScaleErrorId.InvalidPath, $"{_folder}/{path}"), (failure.ErrorId, failure.Target));
        Assert.EndsWith("is a directory. Name the objects in it, or use wildcards.", failure.Message, StringComparison.Ordinal);

        var hint = new ObjectResolver(emulator.Storage) { DirectoryHint = "Use -Recurse." };
        Assert.EndsWith("is a directory. Use -Recurse.", (await Assert.ThrowsAsync<ScaleException>(() => hint.ExactlyAsync($"{_folder}/{path}"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_is_found_by_its_uid_and_its_content()
    {
        var stored = await emulator.StoreAsync($"{_folder}/one", "content of " + _folder);

        Assert.Equal(stored.Path, (await Resolver.ByUidAsync(stored.Uid)).Path);
        Assert.Equal("one", await NamesAsync(Resolver.BySha256Async(stored.Sha256!.ToUpperInvariant())));
    }

    [Fact]
    public async Task A_uid_or_a_content_that_is_not_there_is_told()
    {
        var (uid, sha256) = (Guid.NewGuid().ToString(), new string('A', 64));

        var noUid = await Assert.ThrowsAsync<ScaleException>(() => Resolver.ByUidAsync(uid));
        var noContent = await Assert.ThrowsAsync<ScaleException>(() => NamesAsync(Resolver.BySha256Async(sha256)));

        Assert.Equal((ScaleErrorId.ObjectNotFound, uid), (noUid.ErrorId, noUid.Target));
        Assert.Equal((ScaleErrorId.ObjectNotFound, sha256), (noContent.ErrorId, noContent.Target));
    }

    private async Task<string> NamesAsync(IAsyncEnumerable<IkStorageObject> objects)
    {
        var names = new List<string>();
        await foreach (var item in objects)
        {
            names.Add(item.Path![(_folder.Length + 1)..]);
        }

        return string.Join(' ', names.Order(StringComparer.Ordinal));
    }
}
