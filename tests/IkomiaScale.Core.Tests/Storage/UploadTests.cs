using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>What becomes of an upload, on the emulator.</summary>
public sealed class UploadTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly string _folder = EmulatorFixture.NewFolder();
    private readonly TestFolder _local = new();

    public void Dispose() => _local.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("hello é 😀")]
    public async Task Files_bytes_texts_and_streams_arrive_as_they_are(string content)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        var file = _local.Write("a.dat", content);
        var sources = new Dictionary<string, UploadSource>
        {
            ["file"] = UploadSource.FromFile(file),
            ["bytes"] = UploadSource.FromBytes(bytes),
            ["text"] = UploadSource.FromText(content),
            ["stream"] = UploadSource.FromStream(new MemoryStream(bytes)),
            ["once"] = UploadSource.FromStream(new LeaveOpenStream(new MemoryStream(bytes))),
        };

        foreach (var (name, source) in sources)
        {
            var stored = await emulator.Storage.UploadAsync(new UploadRequest(source, $"{_folder}/{name}"));

            Assert.Equal(($"{_folder}/{name}", (long)bytes.Length, StoredObjects.Sha256(bytes)), (stored.Path, stored.Size, stored.Sha256));
            Assert.Equal(content, await emulator.ReadAsync(stored));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_stream_arrives_whole(bool canSeek)
    {
        const int size = 20 * 1024 * 1024 + 7;
        var source = new CountingStream(size, canSeek);
        var progress = new TransferProgress("x", size);

        var stored = await emulator.Storage.UploadAsync(
            new UploadRequest(UploadSource.FromStream(source), _folder + "/large") { Options = new TransferOptions { Progress = progress } });

        using var expected = new CountingStream(size);
        Assert.Equal((size, await Hex.Sha256Async(expected, "x", CancellationToken.None)), (stored.Size, stored.Sha256));
        Assert.Equal(size, progress.Bytes);
    }

    [Fact]
    public async Task A_stream_is_sent_from_where_it_stands_and_left_open()
    {
        using var stream = new MemoryStream("0123456789"u8.ToArray());
        stream.Position = 4;

        var stored = await emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromStream(stream), _folder + "/rest"));

        Assert.Equal("456789", await emulator.ReadAsync(stored));
        Assert.True(stream.CanRead);
    }

    [Theory]
    [InlineData("a.png", null, null, "image/png")]
    [InlineData("a.png", "b.mp4", null, "image/png")]
    [InlineData("a", "b.mp4", null, "video/mp4")]
    [InlineData("a", "b", null, "application/octet-stream")]
    [InlineData("a.png", "b.mp4", "application/x-mine; v=1", "application/x-mine; v=1")]
    [InlineData("a", null, null, "text/plain")]
    public async Task The_content_type_is_the_given_one_or_told_by_a_name(string path, string? file, string? given, string expected)
    {
        var source = file is null ? UploadSource.FromText("x") : UploadSource.FromFile(_local.Write(file, "x"));

        var stored = await emulator.Storage.UploadAsync(new UploadRequest(source, $"{_folder}/{path}") { ContentType = given });

        Assert.Equal(expected, stored.ContentType);
    }

    [Fact]
    public async Task Without_a_path_it_is_a_temporary_object()
    {
        var stored = await emulator.StoreAsync(null, "fleeting");

        Assert.True(stored.IsTemporary);
        Assert.Equal("fleeting", await emulator.ReadAsync(stored));
    }

    [Fact]
    public async Task A_folder_is_sent_as_an_archive_that_says_so()
    {
        _local.Write("a.txt", "content");

        var stored = await emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromFolder(_local.Path), _folder + "/a"));

        Assert.True(stored.IsDirectoryArchive);
        Assert.Equal("application/zip", stored.ContentType);
    }

    [Fact]
    public async Task An_object_that_is_there_is_not_overwritten()
    {
        await emulator.StoreAsync(_folder + "/a", "old");

        var error = await Assert.ThrowsAsync<ScaleException>(() => emulator.StoreAsync(_folder + "/a", "new"));

        Assert.Equal(ScaleErrorId.ObjectExists, error.ErrorId);
        Assert.Equal(_folder + "/a", error.Target);
        Assert.Contains("-Force", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", await ContentAsync("a"));
    }

    [Fact]
    public async Task The_body_of_a_large_file_that_is_refused_is_not_even_read()
    {
        await emulator.StoreAsync(_folder + "/a", "old");
        var source = new CountingStream(50 * 1024 * 1024, canSeek: true);

        var error = await Assert.ThrowsAsync<ScaleException>(
            () => emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromStream(source), _folder + "/a")));

        Assert.Equal(ScaleErrorId.ObjectExists, error.ErrorId);
        Assert.Equal(0, source.Taken);
    }

    [Fact]
    public async Task An_object_that_is_there_is_overwritten_when_that_is_wanted()
    {
        await emulator.StoreAsync(_folder + "/a", "old");

        await SendAsync("a", "new", WhenExists.Overwrite);
        await SendAsync("b", "first", WhenExists.Overwrite);

        Assert.Equal("new", await ContentAsync("a"));
        Assert.Equal("first", await ContentAsync("b"));
    }

    [Fact]
    public async Task What_is_the_same_already_is_not_sent_again()
    {
        var stored = await emulator.StoreAsync(_folder + "/a", "same");
        var progress = new TransferProgress("x", null);

        var again = await emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("same"), _folder + "/a")
        {
            WhenExists = WhenExists.SkipSame,
            Options = new TransferOptions { Progress = progress },
        });

        Assert.Equal(stored.Uid, again.Uid);
        Assert.Equal(0, progress.Bytes);
        Assert.Equal("new", await ContentOfAsync(await SendAsync("c", "new", WhenExists.SkipSame)));
    }

    [Theory]
    [InlineData("diff")]
    [InlineData("longer than it was")]
    public async Task What_differs_is_replaced_only_when_that_is_wanted(string content)
    {
        await emulator.StoreAsync(_folder + "/a", "same");

        var error = await Assert.ThrowsAsync<ScaleException>(() => SendAsync("a", content, WhenExists.SkipSame));
        Assert.Equal(ScaleErrorId.ObjectExists, error.ErrorId);
        Assert.Equal("same", await ContentAsync("a"));

        await SendAsync("a", content, WhenExists.SkipSame | WhenExists.Overwrite);
        Assert.Equal(content, await ContentAsync("a"));
    }

    [Fact]
    public async Task What_cannot_be_read_twice_is_not_compared()
    {
        await emulator.StoreAsync(_folder + "/a", "same");
        var source = UploadSource.FromStream(new LeaveOpenStream(new MemoryStream("same"u8.ToArray())));

        await emulator.Storage.UploadAsync(new UploadRequest(source, _folder + "/a") { WhenExists = WhenExists.SkipSame | WhenExists.Overwrite });

        Assert.Equal("same", await ContentAsync("a"));
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("")]
    [InlineData("a/")]
    public async Task A_path_that_cannot_be_is_refused_before_anything_is_read(string path)
    {
        var source = new CountingStream(10);

        var error = await Assert.ThrowsAsync<ScaleException>(
            () => emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromStream(source), path)));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Equal(0, source.Taken);
    }

    private Task<IkStorageObject> SendAsync(string name, string content, WhenExists whenExists) =>
        emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromText(content), $"{_folder}/{name}") { WhenExists = whenExists });

    private async Task<string> ContentAsync(string name) => await ContentOfAsync((await emulator.Storage.FindAsync($"{_folder}/{name}"))!);

    private Task<string> ContentOfAsync(IkStorageObject item) => emulator.ReadAsync(item);
}
