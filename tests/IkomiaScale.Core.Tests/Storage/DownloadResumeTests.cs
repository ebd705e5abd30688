using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;
using Microsoft.AspNetCore.Http;
using static IkomiaScale.Tests.Support.ContentService;

namespace IkomiaScale.Tests.Storage;

/// <summary>A download whose connection breaks goes on from where it was.</summary>
public sealed class DownloadResumeTests
{
    private const int Size = 1_000_000;

    private static readonly byte[] Content = StoredObjects.Bytes(Size);

    [Fact]
    public async Task A_download_that_does_not_break_is_one_request()
    {
        await using var service = await ContentService.StartAsync(Content, Rest(Content));

        Assert.Equal(Content, await service.DownloadAsync());

        Assert.Equal([null], service.Ranges);
        Assert.Single(service.Service.Calls);
    }

    [Fact]
    public async Task It_is_continued_where_it_broke()
    {
        await using var service = await ContentService.StartAsync(Content, RestUpTo(Content, 400_000), Rest(Content));
        var progress = new TransferProgress("a", Size);

        Assert.Equal(Content, await service.DownloadAsync(new TransferOptions { Progress = progress }));

        Assert.Equal([null, "bytes=400000-"], service.Ranges);
        Assert.Equal(Size, progress.Bytes);
    }

    [Fact]
    public async Task As_long_as_it_moves_on_it_is_continued()
    {
        await using var service = await ContentService.StartAsync(Content, RestUpTo(Content, 100_000));

        Assert.Equal(Content, await service.DownloadAsync());

        Assert.Equal(10, service.Ranges.Count());
        Assert.Equal("bytes=900000-", service.Ranges.Last());
    }

    [Fact]
    public async Task It_starts_over_where_the_service_knows_no_ranges()
    {
        await using var service = await ContentService.StartAsync(Content, WholeUpTo(Content, 600_000), WholeUpTo(Content, 300_000), Whole(Content));
        var progress = new TransferProgress("a", Size);

        Assert.Equal(Content, await service.DownloadAsync(new TransferOptions { Progress = progress }));

        Assert.Equal([null, "bytes=600000-", "bytes=300000-"], service.Ranges);
        Assert.Equal(Size, progress.Bytes);
    }

    [Fact]
    public async Task Starting_over_and_continuing_may_take_turns()
    {
        await using var service = await ContentService.StartAsync(
            Content, RestUpTo(Content, 600_000), WholeUpTo(Content, 100_000), RestUpTo(Content, 200_000), Rest(Content));

        Assert.Equal(Content, await service.DownloadAsync());

        Assert.Equal([null, "bytes=600000-", "bytes=100000-", "bytes=300000-"], service.Ranges);
    }

    [Fact]
    public async Task A_refusal_in_between_does_not_end_it()
    {
        await using var service = await ContentService.StartAsync(Content, RestUpTo(Content, 600_000), Refusal(503), Refusal(500), Rest(Content));

        Assert.Equal(Content, await service.DownloadAsync());

        Assert.Equal([null, "bytes=600000-", "bytes=600000-", "bytes=600000-"], service.Ranges);
    }

    [Fact]
    public async Task What_was_in_the_stream_before_stays_there()
    {
        await using var service = await ContentService.StartAsync(Content, WholeUpTo(Content, 600_000), Whole(Content));
        using var destination = new MemoryStream();
        destination.Write("before"u8);

        await service.Storage.DownloadAsync(service.Object, destination);

        Assert.Equal([.. "before"u8, .. Content], destination.ToArray());
    }

    [Fact]
    public async Task A_stream_that_cannot_go_back_is_continued()
    {
        await using var service = await ContentService.StartAsync(Content, RestUpTo(Content, 600_000), Rest(Content));
        using var destination = new WrittenStream();

        await service.Storage.DownloadAsync(service.Object, destination);

        Assert.Equal(Content, destination.Written);
    }

    [Fact]
    public async Task A_stream_that_cannot_go_back_cannot_start_over()
    {
        await using var service = await ContentService.StartAsync(Content, WholeUpTo(Content, 600_000), Whole(Content));
        using var destination = new WrittenStream();

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.DownloadAsync(service.Object, destination));

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.Contains("cannot resume", error.Message, StringComparison.Ordinal);
        Assert.Equal(Content[..600_000], destination.Written);
    }

    [Fact]
    public async Task When_all_is_there_a_broken_end_does_not_matter()
    {
        await using var service = await ContentService.StartAsync(
            Content,
            async (context, _) =>
            {
                // Without a length the end of the answer is a mark of its own, which is lost here.
                await context.Response.Body.WriteAsync(Content);
                await context.BreakOffAsync();
            },
            Refusal(416));

        Assert.Equal(Content, await service.DownloadAsync());

        Assert.Single(service.Ranges);
    }

    [Fact]
    public async Task Without_any_progress_it_is_given_up()
    {
        await using var service = await ContentService.StartAsync(Content, RestUpTo(Content, 0));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.DownloadAsync());

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.Equal(5, service.Ranges.Count());
    }

    [Fact]
    public async Task It_is_given_up_when_it_always_starts_over_and_never_gets_further()
    {
        await using var service = await ContentService.StartAsync(Content, WholeUpTo(Content, 600_000));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.DownloadAsync());

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.InRange(service.Ranges.Count(), 5, 10);
    }

    [Fact]
    public async Task A_part_of_another_place_is_found_out()
    {
        await using var service = await ContentService.StartAsync(
            Content, RestUpTo(Content, 600_000), (context, _) => Rest(Content)(context, 500_000));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.DownloadAsync());

        Assert.Equal(ScaleErrorId.ChecksumMismatch, error.ErrorId);
    }

    [Fact]
    public async Task A_content_that_changed_in_between_is_found_out()
    {
        var other = StoredObjects.Bytes(Size - 1).Append((byte)1).ToArray();
        await using var service = await ContentService.StartAsync(Content, RestUpTo(Content, 600_000), Rest(other));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.DownloadAsync());

        Assert.Equal(ScaleErrorId.ChecksumMismatch, error.ErrorId);
        Assert.Equal("dir/a.bin", error.Target);
    }

    private sealed class WrittenStream : OneWayStream
    {
        private readonly MemoryStream _written = new();

        public byte[] Written => _written.ToArray();

        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count) => _written.Write(buffer, offset, count);
    }
}
