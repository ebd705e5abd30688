using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>The error for a path that does not exist suggests a similar one, without a request more than without the suggestion.</summary>
public sealed class DidYouMeanTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly string _folder = EmulatorFixture.NewFolder();
    private readonly TestFolder _local = new();

    private ObjectResolver Resolver => new(emulator.Storage);

    public void Dispose() => _local.Dispose();

    [Fact]
    public async Task A_path_without_its_extension()
    {
        await emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("content"), $"{_folder}/clip.mp4"));

        var exact = await Assert.ThrowsAsync<ScaleException>(() => Resolver.ExactlyAsync($"{_folder}/clip"));
        var below = await Assert.ThrowsAsync<ScaleException>(() => ReadAsync($"{_folder}/clip"));
        var slash = await Assert.ThrowsAsync<ScaleException>(() => ReadAsync($"{_folder}/clip.mp4/"));

        Assert.All([exact, below, slash], error =>
        {
            Assert.Equal(ScaleErrorId.ObjectNotFound, error.ErrorId);
            Assert.Contains($"Did you mean '{_folder}/clip.mp4'?", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Nothing_is_suggested_where_nothing_is_similar()
    {
        var error = await Assert.ThrowsAsync<ScaleException>(() => ReadAsync($"{_folder}/nothing"));

        Assert.DoesNotContain("Did you mean", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_local_file_next_to_the_one_that_was_named()
    {
        _local.Write("clip.mp4", "content");
        _local.Write("other.txt", "content");

        Assert.Contains("Did you mean 'clip.mp4'?", NotFound(_local.File("clpi.mp4")), StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", NotFound(_local.File("picture.png")), StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", NotFound(_local.File("no such folder/clip.mp4")), StringComparison.Ordinal);
    }

    private static string NotFound(string path) => Assert.Throws<ScaleException>(() => UploadSource.FromFile(path)).Message;

    private async Task ReadAsync(string path)
    {
        await foreach (var item in Resolver.ByLiteralPathAsync(path, directories: true))
        {
            Assert.Fail($"'{item}' was found.");
        }
    }
}
