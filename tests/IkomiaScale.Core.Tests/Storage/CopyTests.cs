using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>Copies inside the service, on the emulator.</summary>
public sealed class CopyTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private readonly string _folder = EmulatorFixture.NewFolder();

    [Fact]
    public async Task A_copy_has_the_content_and_type_and_an_identity_of_its_own()
    {
        var source = await emulator.StoreAsync(_folder + "/a.json", "{}");

        var copy = await emulator.Storage.CopyAsync(source, "/" + _folder + "/b+c d.json", WhenExists.Fail);

        Assert.Equal(_folder + "/b+c d.json", copy.Path);
        Assert.Equal((source.Sha256, source.Size, "application/json"), (copy.Sha256, copy.Size, copy.ContentType));
        Assert.NotEqual(source.Uid, copy.Uid);
        await emulator.Storage.DeleteAsync(source.Path!);
        Assert.Equal("{}", await emulator.ReadAsync(copy));
    }

    [Fact]
    public async Task Without_a_path_it_is_a_temporary_copy_and_one_of_those_can_be_copied()
    {
        var source = await emulator.StoreAsync(_folder + "/a", "content");

        var temporary = await emulator.Storage.CopyAsync(source, null, WhenExists.Fail);
        var kept = await emulator.Storage.CopyAsync(temporary, _folder + "/b", WhenExists.Fail);

        Assert.True(temporary.IsTemporary);
        Assert.Equal("content", await emulator.ReadAsync(kept));
    }

    [Fact]
    public async Task An_object_that_is_there_is_not_overwritten()
    {
        var source = await emulator.StoreAsync(_folder + "/a", "new");
        await emulator.StoreAsync(_folder + "/b", "old");

        var error = await Assert.ThrowsAsync<ScaleException>(() => emulator.Storage.CopyAsync(source, _folder + "/b", WhenExists.Fail));

        Assert.Equal((ScaleErrorId.ObjectExists, _folder + "/b"), (error.ErrorId, error.Target));
        Assert.Equal("old", await ContentAsync("b"));
    }

    [Fact]
    public async Task An_object_that_is_there_is_overwritten_when_that_is_wanted()
    {
        var source = await emulator.StoreAsync(_folder + "/a", "new");
        await emulator.StoreAsync(_folder + "/b", "old");

        await emulator.Storage.CopyAsync(source, _folder + "/b", WhenExists.Overwrite);
        await emulator.Storage.CopyAsync(source, _folder + "/c", WhenExists.Overwrite);

        Assert.Equal("new", await ContentAsync("b"));
        Assert.Equal("new", await ContentAsync("c"));
    }

    [Fact]
    public async Task What_is_the_same_already_is_left_and_what_differs_only_replaced_when_that_is_wanted()
    {
        var source = await emulator.StoreAsync(_folder + "/a", "same");
        var same = await emulator.StoreAsync(_folder + "/b", "same");
        await emulator.StoreAsync(_folder + "/c", "different");

        Assert.Equal(same.Uid, (await emulator.Storage.CopyAsync(source, _folder + "/b", WhenExists.SkipSame)).Uid);
        var error = await Assert.ThrowsAsync<ScaleException>(() => emulator.Storage.CopyAsync(source, _folder + "/c", WhenExists.SkipSame));
        Assert.Equal(ScaleErrorId.ObjectExists, error.ErrorId);
        await emulator.Storage.CopyAsync(source, _folder + "/c", WhenExists.SkipSame | WhenExists.Overwrite);

        Assert.Equal("same", await ContentAsync("c"));
    }

    [Fact]
    public async Task A_source_that_is_gone_is_told()
    {
        var source = await emulator.StoreAsync(_folder + "/a");
        await emulator.Storage.DeleteAsync(source.Path!);

        var error = await Assert.ThrowsAsync<ScaleException>(() => emulator.Storage.CopyAsync(source, _folder + "/b", WhenExists.Fail));

        Assert.Equal(ScaleErrorId.ObjectNotFound, error.ErrorId);
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("")]
    public async Task A_path_that_cannot_be_is_refused(string path)
    {
        var source = await emulator.StoreAsync(null);

        var error = await Assert.ThrowsAsync<ScaleException>(() => emulator.Storage.CopyAsync(source, path, WhenExists.Fail));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
    }

    private async Task<string> ContentAsync(string name) => await emulator.ReadAsync((await emulator.Storage.FindAsync($"{_folder}/{name}"))!);
}
