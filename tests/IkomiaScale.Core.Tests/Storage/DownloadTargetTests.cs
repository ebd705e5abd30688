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

    private sealed class UnreadableStream : MemoryStream
    {
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new IOException("Input/output error");
    }
}
