using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>A file in the making, on a disk that does not play along.</summary>
public sealed class DownloadTargetTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_disk_that_takes_no_more_is_an_error_with_an_id_and_leaves_nothing()
    {
        var path = _folder.File("a.bin");
        using (var target = DownloadTarget.Create(path, overwrite: false))
        {
            // Where no file system has room.
            target.Stream.Position = long.MaxValue - 8;
            using var content = new MemoryStream(new byte[4]);
            var failure = await Assert.ThrowsAsync<ScaleException>(() => target.WriteAsync(content, "source.bin", CancellationToken.None));

            Assert.Equal((ScaleErrorId.InvalidPath, path), (failure.ErrorId, failure.Target));
            Assert.Contains("cannot be written", failure.Message, StringComparison.Ordinal);
            Assert.True(LocalFile.IsOfDisk(failure.InnerException!));
        }

        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_is_named_and_not_the_target()
    {
        using var target = DownloadTarget.Create(_folder.File("a.bin"), overwrite: false);
        using var content = new UnreadableStream();

        var failure = await Assert.ThrowsAsync<ScaleException>(() => target.WriteAsync(content, "source.bin", CancellationToken.None));

        Assert.Contains("'source.bin' cannot be read", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_name_that_the_disk_does_not_take_is_an_error_and_leaves_nothing(bool overwrite)
    {
        var path = _folder.File(new string('x', 300));
        using (var target = DownloadTarget.Create(path, overwrite))
        {
            target.Stream.WriteByte(1);
            var failure = Assert.Throws<ScaleException>(() => target.Commit());

            Assert.Equal((ScaleErrorId.InvalidPath, path), (failure.ErrorId, failure.Target));
        }

        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void A_file_that_came_meanwhile_is_kept()
    {
        var path = _folder.File("a.bin");
        using (var target = DownloadTarget.Create(path, overwrite: false))
        {
            target.Stream.WriteByte(1);
            File.WriteAllText(path, "theirs");

            Assert.Equal(ScaleErrorId.FileExists, Assert.Throws<ScaleException>(() => target.Commit()).ErrorId);
        }

        Assert.Single(_folder.Files);
        Assert.Equal("theirs", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_that_came_meanwhile_is_replaced_where_that_was_asked_for()
    {
        var path = _folder.File("a.bin");
        using (var target = DownloadTarget.Create(path, overwrite: true))
        {
            target.Stream.WriteByte((byte)'o');
            File.WriteAllText(path, "theirs");
            target.Commit();
        }

        Assert.Single(_folder.Files);
        Assert.Equal("o", File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_of_the_name_is_refused_before_anything_is_written()
    {
        var path = _folder.File("a");
        Directory.CreateDirectory(path);

        var failure = Assert.Throws<ScaleException>(() => DownloadTarget.Create(path, overwrite: true));

        Assert.Equal((ScaleErrorId.InvalidPath, path), (failure.ErrorId, failure.Target));
        Assert.Contains("a folder has this name", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void A_complete_file_has_the_time_that_was_asked_for()
    {
        var path = _folder.File("a.bin");
        var time = new DateTime(2020, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        using (var target = DownloadTarget.Create(path, overwrite: false))
        {
            target.Commit(time);
        }

        Assert.Equal(time, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public void A_folder_that_goes_takes_the_unfinished_file_along()
    {
        var target = DownloadTarget.Create(_folder.File("below/a.bin"), overwrite: false);
        target.Stream.Dispose();
        Directory.Delete(_folder.File("below"), recursive: true);

        target.Dispose();
        target.Dispose();

        Assert.Empty(_folder.Files);
    }

    private sealed class UnreadableStream : MemoryStream
    {
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new IOException("Input/output error");
    }
}
