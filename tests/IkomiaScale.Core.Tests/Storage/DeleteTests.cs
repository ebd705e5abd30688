using IkomiaScale.Tests.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Storage;

/// <summary>What is deleted, and above all what is not.</summary>
public sealed class DeleteTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private readonly string _folder = EmulatorFixture.NewFolder();

    [Fact]
    public async Task One_exact_object_is_deleted()
    {
        await StoreAsync("logs", "logs/a", "logs.json", "logs_backup/x");

        await emulator.Storage.DeleteAsync("/" + _folder + "/logs");

        Assert.Equal(In("logs.json", "logs/a", "logs_backup/x"), await PathsAsync());
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_told()
    {
        var error = await Assert.ThrowsAsync<ScaleException>(() => emulator.Storage.DeleteAsync(_folder + "/a"));

        Assert.Equal((ScaleErrorId.ObjectNotFound, _folder + "/a"), (error.ErrorId, error.Target));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_replaced_or_deleted_since_it_was_listed_is_told_and_not_deleted(bool isReplaced)
    {
        var listed = await emulator.StoreAsync(_folder + "/a", "one");
        await emulator.Storage.DeleteAsync(_folder + "/a");
        if (isReplaced)
        {
            await emulator.StoreAsync(_folder + "/a", "two");
        }

        var failure = await Assert.ThrowsAsync<ScaleException>(() => emulator.Storage.DeleteAsync(listed));

        Assert.Equal(ScaleErrorId.ObjectNotFound, failure.ErrorId);
        Assert.Contains(isReplaced ? "somebody replaced it" : "it no longer exists", failure.Message, StringComparison.Ordinal);
        Assert.Equal(isReplaced ? In("a") : In(), await PathsAsync());
    }

    [Fact]
    public async Task A_directory_with_nothing_of_the_same_beginning_is_deleted_at_once()
    {
        await StoreAsync("logs/a", "logs/b/c", "other");

        Assert.True(await emulator.Storage.TryDeleteDirectoryAsync(_folder + "/logs", _ => true, null));

        Assert.Equal(In("other"), await PathsAsync());
    }

    [Fact]
    public async Task How_a_directory_is_deleted_and_why_is_told()
    {
        await StoreAsync("one/a", "one/b", "two/a", "two.txt");
        var (one, two) = (_folder + "/one", _folder + "/two");

        var heard = await Overheard.WhileAsync(async () =>
        {
            Assert.False(await emulator.Storage.TryDeleteDirectoryAsync(one, _ => true, 3));
            Assert.False(await emulator.Storage.TryDeleteDirectoryAsync(two, _ => true, 1));
            Assert.True(await emulator.Storage.TryDeleteDirectoryAsync(one, _ => true, 2));
        });

        // Other tests list and write the same storage meanwhile: these listings are read to their end, and wait for such writes.
        Assert.Collection(
            heard.Where(text => text.Contains(_folder, StringComparison.Ordinal) && !text.StartsWith("A running listing", StringComparison.Ordinal)),
            text => Assert.Equal($"'{one}/' has changed since it was listed, so the objects are deleted one by one.", text),
            text => Assert.Equal($"A request for all of '{two}/' might also delete the object '{two}.txt', so the objects are deleted one by one.", text),
            text => Assert.Equal($"The 2 objects of '{one}/' are deleted with one request: the directory has no others.", text));
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("logs.json")]
    [InlineData("logs_backup/x")]
    public async Task A_directory_with_a_neighbour_of_the_same_beginning_is_left_to_exact_deletes(string neighbour)
    {
        await StoreAsync("logs/a", "logs/b", neighbour);
        var before = await PathsAsync();

        Assert.False(await emulator.Storage.TryDeleteDirectoryAsync(_folder + "/logs/", _ => true, null));

        Assert.Equal(before, await PathsAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/../..")]
    public async Task The_whole_project_is_never_deleted(string directory)
    {
        await using var service = await FakeService.StartAsync(_ => Task.CompletedTask);

        Assert.Equal(ScaleErrorId.InvalidPath, (await Assert.ThrowsAsync<ScaleException>(() => service.Storage.TryDeleteDirectoryAsync(directory, _ => true, null))).ErrorId);
        Assert.Equal(ScaleErrorId.InvalidPath, (await Assert.ThrowsAsync<ScaleException>(() => service.Storage.DeleteAsync(directory))).ErrorId);
        Assert.Empty(service.Server.Requests);
    }

    [Fact]
    public async Task What_is_sent_names_the_object_or_the_directory_with_its_slash()
    {
        await using var service = await FakeService.StartAsync(context =>
            context.Request.Method == "GET" ? context.JsonAsync(StoredObjects.Page(false, StoredObjects.Json("a b/dir/x"))) : Task.CompletedTask);

        await service.Storage.DeleteAsync("a b/dir/x%");
        await service.Storage.TryDeleteDirectoryAsync("/a b/dir/", _ => true, null);

        Assert.Equal(
            [
                "DELETE /v1/objects/a%20b/dir/x%25?exact=true",
                "GET /v1/objects/a%20b/dir?page=1",
                "DELETE /v1/objects/a%20b/dir/?exact=false",
            ],
            service.CallLines);
    }

    [Fact]
    public async Task All_pages_are_looked_at_before_a_directory_is_deleted()
    {
        await using var service = await FakeService.StartAsync(context => context.JsonAsync(context.Request.Query["page"] == "3"
            ? StoredObjects.Page(false, StoredObjects.Json("dir.json", uid: "u3"))
            : StoredObjects.Page(true, StoredObjects.Json("dir/x", uid: $"u{context.Request.Query["page"]}"))));

        Assert.False(await service.Storage.TryDeleteDirectoryAsync("dir", _ => true, null));

        Assert.DoesNotContain(service.Calls, call => call.Method == "DELETE");
    }

    [Fact]
    public async Task A_listing_that_fails_deletes_nothing()
    {
        await using var service = await FakeService.StartAsync(context => context.TextAsync(200, "<html>"));

        await Assert.ThrowsAsync<ScaleException>(() => service.Storage.TryDeleteDirectoryAsync("dir", _ => true, null));

        Assert.DoesNotContain(service.Calls, call => call.Method == "DELETE");
    }

    [Fact]
    public async Task An_object_without_a_path_is_a_neighbour_too()
    {
        await using var service = await FakeService.StartAsync(context => context.JsonAsync(StoredObjects.Page(false, new JObject { ["uid"] = "u" })));

        Assert.False(await service.Storage.TryDeleteDirectoryAsync("dir", _ => true, null));
    }

    private Task StoreAsync(params string[] names) => Task.WhenAll(names.Select(name => emulator.StoreAsync($"{_folder}/{name}")));

    private async Task<IEnumerable<string?>> PathsAsync() => (await emulator.PathsAsync(_folder)).Order(StringComparer.Ordinal);

    private IEnumerable<string> In(params string[] names) => names.Select(name => $"{_folder}/{name}");
}
