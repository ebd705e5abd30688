using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class SaveTests
{
    [Fact]
    public async Task An_object_is_created_once()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var first = await emulator.CreateAsync("dir/a", "first", archive: true);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.True((bool)(await first.JsonAsync())["is_directory_archive"]!);

        using var second = await emulator.CreateAsync("dir/a", "second");
        Assert.Contains("dir/a", await second.DetailAsync(HttpStatusCode.Conflict));
        Assert.Equal("first", await emulator.Client.GetStringAsync((string)(await first.JsonAsync())["download_url"]!));
        Assert.Equal(1, emulator.Folder.CountFiles("blobs"));
    }

    [Fact]
    public async Task An_overwritten_object_keeps_its_uid_and_its_url()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var created = await emulator.OverwriteAsync("a", "first");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var before = await created.JsonAsync();

        using var replaced = await emulator.OverwriteAsync("a", "second", "application/json");
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        var after = await replaced.JsonAsync();
        Assert.Equal((string?)before["uid"], (string?)after["uid"]);
        Assert.NotEqual((string?)before["sha256"], (string?)after["sha256"]);
        Assert.Equal("application/json", (string?)after["content_type"]);
        Assert.Equal("second", await emulator.Client.GetStringAsync((string)before["download_url"]!));
        Assert.Equal(1, emulator.Folder.CountFiles("blobs"));
    }

    [Fact]
    public async Task Overwriting_needs_a_path()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await Answers.AssertRefusedAsync(emulator.OverwriteAsync("", "x"), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var created = await emulator.CreatedAsync("empty", "");
        Assert.Equal(0, (int)created["size"]!);
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", (string?)created["sha256"]);
        Assert.Equal("", await emulator.Client.GetStringAsync((string)created["download_url"]!));
    }

    [Fact]
    public async Task A_large_object_comes_back_byte_for_byte()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var content = new byte[5_000_001];
        new Random(1).NextBytes(content);
        using var answer = await emulator.Client.PostAsync("/v1/objects/large", Forms.Upload(new ByteArrayContent(content), "application/octet-stream"));
        var created = await answer.JsonAsync();
        Assert.Equal(content.Length, (int)created["size"]!);
        Assert.Equal(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content)).ToLowerInvariant(), (string?)created["sha256"]);
        Assert.Equal(content, await emulator.Client.GetByteArrayAsync((string)created["download_url"]!));
    }

    [Fact]
    public async Task Copies_share_the_content_and_live_on_their_own()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var source = await emulator.CreatedAsync("source", "content", "text/markdown");
        var uid = (string)source["uid"]!;
        using var copied = await emulator.Client.PostAsync("/v1/objects/dir/copy", Forms.Copy(uid));
        Assert.Equal(HttpStatusCode.Created, copied.StatusCode);
        var copy = await copied.JsonAsync();
        Assert.NotEqual(uid, (string?)copy["uid"]);
        Assert.Equal("dir/copy", (string?)copy["path"]);
        Assert.Equal("text/markdown", (string?)copy["content_type"]);
        Assert.Equal((string?)source["sha256"], (string?)copy["sha256"]);
        Assert.Equal(1, emulator.Folder.CountFiles("blobs"));

        using var deleted = await emulator.Client.DeleteAsync("/v1/objects/source?exact=true");
        Assert.Equal("content", await emulator.Client.GetStringAsync((string)copy["download_url"]!));
        using var gone = await emulator.Client.DeleteAsync("/v1/objects/dir/copy?exact=true");
        Assert.Equal(0, emulator.Folder.CountFiles("blobs"));
    }

    [Fact]
    public async Task A_copy_overwrites_only_with_put()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var source = (string)(await emulator.CreatedAsync("source", "new"))["uid"]!;
        var target = await emulator.CreatedAsync("target", "old");
        await Answers.AssertRefusedAsync(emulator.Client.PostAsync("/v1/objects/target", Forms.Copy(source)), HttpStatusCode.Conflict);
        using var replaced = await emulator.Client.PutAsync("/v1/objects/target", Forms.Copy(source));
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        Assert.Equal("new", await emulator.Client.GetStringAsync((string)target["download_url"]!));
    }

    [Fact]
    public async Task A_copy_onto_itself_changes_nothing()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var source = await emulator.CreatedAsync("source", "content");
        using var replaced = await emulator.Client.PutAsync("/v1/objects/source", Forms.Copy((string)source["uid"]!));
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        Assert.Equal("content", await emulator.Client.GetStringAsync((string)source["download_url"]!));
    }

    [Fact]
    public async Task A_copy_without_a_path_is_a_temporary_one()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var source = (string)(await emulator.CreatedAsync("source", "content"))["uid"]!;
        using var copied = await emulator.Client.PostAsync("/v1/objects/", Forms.Copy(source));
        var copy = await copied.JsonAsync();
        Assert.Null((string?)copy["path"]);
        Assert.Equal("content", await emulator.Client.GetStringAsync((string)copy["download_url"]!));
    }

    [Fact]
    public async Task A_copy_of_nothing_is_not_found()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await Answers.AssertRefusedAsync(emulator.Client.PostAsync("/v1/objects/copy", Forms.Copy("no-such-uid")), HttpStatusCode.NotFound);
        await Answers.AssertRefusedAsync(emulator.Client.PutAsync("/v1/objects/copy", Forms.Copy("")), HttpStatusCode.NotFound);
    }
}
