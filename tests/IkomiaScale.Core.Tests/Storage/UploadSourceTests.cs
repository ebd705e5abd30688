using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>Sources that are not what they should be: nothing is stored, and the user is told what is wrong with which.</summary>
public sealed class UploadSourceTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly string _path = EmulatorFixture.NewFolder() + "/a";
    private readonly TestFolder _local = new();

    public void Dispose() => _local.Dispose();

    [Fact]
    public void A_file_that_is_not_there()
    {
        var error = Assert.Throws<ScaleException>(() => UploadSource.FromFile(_local.File("missing.txt")));

        Assert.Equal(ScaleErrorId.ObjectNotFound, error.ErrorId);
        Assert.Equal(_local.File("missing.txt"), error.Target);
    }

    [Fact]
    public void A_directory_where_a_file_is_meant()
    {
        var error = Assert.Throws<ScaleException>(() => UploadSource.FromFile(_local.Path));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Contains("-Recurse", error.Message, StringComparison.Ordinal);
        Assert.Contains("-AsArchive", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_the_file_that_it_leads_to_in_however_many_steps()
    {
        var file = _local.Write("a.txt", "a content that is longer than the names of the links");
        File.CreateSymbolicLink(_local.File("b"), "a.txt");
        File.CreateSymbolicLink(_local.File("c"), "b");

        var sent = await emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromFile(_local.File("c")), _path));

        Assert.Equal(new FileInfo(file).Length, sent.Size);
        Assert.Equal(File.ReadAllText(file), await emulator.ReadAsync(sent));
    }

    [Theory]
    [InlineData(WhenExists.Fail)]
    [InlineData(WhenExists.Overwrite)]
    public async Task A_file_that_is_gone_when_its_turn_comes(WhenExists whenExists)
    {
        var file = _local.Write("a.txt", "content");
        var source = UploadSource.FromFile(file);
        File.Delete(file);

        var error = await FailAsync(source, whenExists);

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("much longer than it was before", WhenExists.Fail)]
    [InlineData("much longer than it was before", WhenExists.Overwrite)]
    [InlineData("x", WhenExists.Fail)]
    [InlineData("x", WhenExists.Overwrite)]
    [InlineData("", WhenExists.Fail)]
    public async Task A_file_that_changes_its_size_meanwhile(string content, WhenExists whenExists)
    {
        var source = UploadSource.FromFile(_local.Write("a.txt", "content"));
        _local.Write("a.txt", content);

        var error = await FailAsync(source, whenExists);

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Contains("a.txt", error.Message, StringComparison.Ordinal);
        Assert.Contains("changed", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3 * 1024 * 1024)]
    public async Task A_stream_that_fails(int after)
    {
        foreach (var failure in new Exception[] { new IOException("out of reach"), new InvalidOperationException("out of reach"), new ObjectDisposedException("out of reach") })
        {
            var source = new CountingStream(4 * 1024 * 1024, canSeek: true)
            {
                BeforeRead = (position, _) => position < after ? Task.CompletedTask : throw failure,
            };

            var error = await FailAsync(UploadSource.FromStream(source), WhenExists.Overwrite);

            Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
            Assert.Contains("out of reach", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_is_closed_already(bool afterwards)
    {
        var stream = new MemoryStream("content"u8.ToArray());
        if (!afterwards)
        {
            stream.Dispose();
        }

        var source = UploadSource.FromStream(stream);
        stream.Dispose();

        Assert.Equal(ScaleErrorId.InvalidPath, (await FailAsync(source, WhenExists.Fail)).ErrorId);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_when_it_is_to_be_compared()
    {
        await emulator.StoreAsync(_path, "content");
        var source = new CountingStream(7, canSeek: true) { BeforeRead = (_, _) => throw new IOException("out of reach") };

        var error = await Assert.ThrowsAsync<ScaleException>(() => emulator.Storage.UploadAsync(
            new UploadRequest(UploadSource.FromStream(source), _path) { WhenExists = WhenExists.SkipSame }));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Contains("out of reach", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_is_cancelled_in_the_middle()
    {
        using var stop = new CancellationTokenSource();
        var source = new CountingStream(10 * 1024 * 1024, canSeek: true)
        {
            BeforeRead = (position, _) =>
            {
                if (position > 1024 * 1024)
                {
                    stop.Cancel();
                }

                return Task.CompletedTask;
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromStream(source), _path), stop.Token));

        Assert.Null(await emulator.Storage.FindAsync(_path));
    }

    private async Task<ScaleException> FailAsync(UploadSource source, WhenExists whenExists)
    {
        var error = await Assert.ThrowsAsync<ScaleException>(
            () => emulator.Storage.UploadAsync(new UploadRequest(source, _path) { WhenExists = whenExists }));
        Assert.Null(await emulator.Storage.FindAsync(_path));
        return error;
    }
}
