using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using static IkomiaScale.Tests.Support.ContentService;

namespace IkomiaScale.Tests.Storage;

/// <summary>A download goes block by block: one arrives while the one before it is written, and never further.</summary>
public sealed class DownloadBlockTests
{
    public static TheoryData<int> Sizes
    {
        get
        {
            var block = UploadContent.BufferSize;
            return [0, 1, block - 1, block, block + 1, (2 * block) - 1, 2 * block, (2 * block) + 1];
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Contents_of_about_whole_blocks_come_as_they_are(int size)
    {
        var content = StoredObjects.Bytes(size);
        await using var service = await ContentService.StartAsync(content, Rest(content));

        // Also where the service tells neither size nor hash: then only the bytes themselves say that all is well.
        foreach (var source in new[] { service.Object, Untold() })
        {
            using var destination = new MemoryStream();
            await service.Storage.DownloadAsync(source, destination);
            Assert.Equal(content, destination.ToArray());
        }

        Assert.Equal(2, service.Ranges.Count());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task More_than_was_listed_is_refused(int size)
    {
        var content = StoredObjects.Bytes(size + 1);
        await using var service = await ContentService.StartAsync(content, Whole(content));

        var error = await Assert.ThrowsAsync<ScaleException>(
            () => service.Storage.DownloadAsync(StoredObjects.Object("dir/a.bin", content[..size]), Stream.Null, new TransferOptions { SkipChecksum = true }));

        Assert.Equal(ScaleErrorId.ChecksumMismatch, error.ErrorId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData((long)UploadContent.BufferSize)]
    [InlineData(long.MaxValue)]
    public void A_block_is_never_longer_than_the_longest(long? length) => Assert.Equal(UploadContent.BufferSize, UploadContent.BlockSize(length));

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(0L)]
    public void A_block_has_at_least_a_page(long length) => Assert.Equal(Environment.SystemPageSize, UploadContent.BlockSize(length));

    [Fact]
    public async Task Starting_over_leaves_nothing_of_what_came_before()
    {
        var longer = StoredObjects.Bytes(300_000);
        var shorter = StoredObjects.Bytes(1000);
        await using var service = await ContentService.StartAsync(longer, WholeUpTo(longer, 200_000), Whole(shorter));
        using var destination = new MemoryStream();
        destination.Write("before"u8);

        await service.Storage.DownloadAsync(Untold(), destination);

        Assert.Equal([.. "before"u8, .. shorter], destination.ToArray());
    }

    [Fact]
    public async Task A_block_is_written_before_the_next_one_begins_to_be()
    {
        var content = StoredObjects.Bytes(6 * UploadContent.BufferSize);
        await using var service = await ContentService.StartAsync(content, Rest(content));
        using var destination = new SlowDestination();

        await service.Storage.DownloadAsync(service.Object, destination);

        Assert.Equal(1, destination.MostAtOnce);
        Assert.Equal(content, destination.ToArray());
    }

    private static IkStorageObject Untold()
    {
        var json = StoredObjects.Json("dir/a.bin", []);
        json.Remove("size");
        json.Remove("sha256");
        return IkStorageObject.FromJson(json);
    }

    /// <summary>Writes so slowly that the next block is there long before, and counts how many writes are under way.</summary>
    private sealed class SlowDestination : MemoryStream
    {
        private int _now;

        public int MostAtOnce { get; private set; }

        public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
            await Task.Delay(50, cancellationToken);
            Write(buffer, offset, count);
            Interlocked.Decrement(ref _now);
        }
    }
}
