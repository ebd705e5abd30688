using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class DeleteTests
{
    [Fact]
    public async Task One_object_is_deleted_by_its_exact_path()
    {
        await using var emulator = await StartAsync();
        using var deleted = await emulator.Client.DeleteAsync("/v1/objects/dir?exact=true");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(["dir/a", "dir2/x", "other"], await emulator.PathsAsync("/v1/objects/"));
        Assert.Equal(3, emulator.Folder.CountFiles("blobs"));
        await Answers.AssertRefusedAsync(emulator.Client.DeleteAsync("/v1/objects/dir?exact=true"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_prefix_deletes_all_that_begins_with_it()
    {
        await using var emulator = await StartAsync();
        using var slash = await emulator.Client.DeleteAsync("/v1/objects/dir/?exact=false");
        Assert.Equal(HttpStatusCode.NoContent, slash.StatusCode);
        Assert.Equal(["dir", "dir2/x", "other"], await emulator.PathsAsync("/v1/objects/"));
        using var plain = await emulator.Client.DeleteAsync("/v1/objects/dir?exact=false");
        Assert.Equal(["other"], await emulator.PathsAsync("/v1/objects/"));
        using var nothing = await emulator.Client.DeleteAsync("/v1/objects/dir?exact=false");
        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
        Assert.Equal(1, emulator.Folder.CountFiles("blobs"));
    }

    [Fact]
    public async Task Without_the_parameter_only_the_exact_path_is_meant()
    {
        await using var emulator = await StartAsync();
        using var deleted = await emulator.Client.DeleteAsync("/v1/objects/dir");
        Assert.Equal(["dir/a", "dir2/x", "other"], await emulator.PathsAsync("/v1/objects/"));
    }

    [Theory]
    [InlineData("/v1/objects/?exact=true")]
    [InlineData("/v1/objects/?exact=false")]
    [InlineData("/v1/objects?exact=false")]
    [InlineData("/v1/objects/dir/?exact=true")]
    public async Task Everything_cannot_be_deleted_at_once(string url)
    {
        await using var emulator = await StartAsync();
        await Answers.AssertRefusedAsync(emulator.Client.DeleteAsync(url), HttpStatusCode.BadRequest);
        Assert.Equal(4, (await emulator.PathsAsync("/v1/objects/")).Count);
    }

    private static async Task<TestEmulator> StartAsync()
    {
        var emulator = await TestEmulator.StartAsync();
        foreach (var name in (string[])["dir", "dir/a", "dir2/x", "other"])
        {
            await emulator.CreatedAsync(name, name);
        }

        return emulator;
    }
}
