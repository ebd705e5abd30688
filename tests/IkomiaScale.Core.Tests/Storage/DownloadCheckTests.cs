using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using Newtonsoft.Json.Linq;
using static IkomiaScale.Tests.Support.ContentService;

namespace IkomiaScale.Tests.Storage;

/// <summary>What arrives is compared with what was listed.</summary>
public sealed class DownloadCheckTests
{
    private static readonly byte[] Content = StoredObjects.Bytes(300_000);

    [Fact]
    public async Task A_single_wrong_byte_is_found_out()
    {
        var wrong = (byte[])Content.Clone();
        wrong[123_456] ^= 1;
        await using var service = await ContentService.StartAsync(Content, Whole(wrong));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.DownloadAsync());

        Assert.Equal(ScaleErrorId.ChecksumMismatch, error.ErrorId);
        Assert.Contains("dir/a.bin", error.Message, StringComparison.Ordinal);
        Assert.Contains(StoredObjects.Sha256(Content), error.Message, StringComparison.Ordinal);
        Assert.Contains(StoredObjects.Sha256(wrong), error.Message, StringComparison.Ordinal);
        Assert.Single(service.Ranges);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_size_is_found_out(bool skipChecksum)
    {
        await using var less = await ContentService.StartAsync(Content, Whole(Content[..^1]));
        await using var more = await ContentService.StartAsync(Content, Whole([.. Content, 1]));
        var options = new TransferOptions { SkipChecksum = skipChecksum };

        Assert.Equal(ScaleErrorId.ChecksumMismatch, (await Assert.ThrowsAsync<ScaleException>(() => less.DownloadAsync(options))).ErrorId);
        Assert.Equal(ScaleErrorId.ChecksumMismatch, (await Assert.ThrowsAsync<ScaleException>(() => more.DownloadAsync(options))).ErrorId);
    }

    [Fact]
    public async Task What_comes_in_small_pieces_is_told_as_it_comes()
    {
        var progress = new TransferProgress("a", Content.Length);
        await using var service = await ContentService.StartAsync(Content, async (context, _) =>
        {
            await context.Response.Body.WriteAsync(Content.AsMemory(0, 1000), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            while (progress.Bytes < 1000)
            {
                await Task.Delay(1, context.RequestAborted);
            }

            await context.Response.Body.WriteAsync(Content.AsMemory(1000), context.RequestAborted);
        });

        Assert.Equal(Content, await service.DownloadAsync(new TransferOptions { Progress = progress }));

        Assert.Equal(Content.Length, progress.Bytes);
    }

    [Fact]
    public async Task More_than_was_said_does_not_fill_the_disk()
    {
        await using var service = await ContentService.StartAsync(Content, async (context, _) =>
        {
            while (true)
            {
                await context.Response.Body.WriteAsync(Content, context.RequestAborted);
            }
        });
        using var destination = new MemoryStream();

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.DownloadAsync(service.Object, destination));

        Assert.Equal(ScaleErrorId.ChecksumMismatch, error.ErrorId);
        Assert.InRange(destination.Length, Content.Length, Content.Length + 1024 * 1024);
    }

    [Fact]
    public async Task Without_the_checksum_a_wrong_byte_is_not_noticed()
    {
        var wrong = (byte[])Content.Clone();
        wrong[0] ^= 1;
        await using var service = await ContentService.StartAsync(Content, Whole(wrong));

        Assert.Equal(wrong, await service.DownloadAsync(new TransferOptions { SkipChecksum = true }));
    }

    [Fact]
    public async Task What_the_service_does_not_tell_cannot_differ()
    {
        await using var service = await ContentService.StartAsync(Content, Whole(Content));
        var source = IkStorageObject.FromJson(new JObject { ["uid"] = "u", ["download_url"] = "/content" });
        using var destination = new MemoryStream();

        Assert.Equal(Content.Length, await service.Storage.DownloadAsync(source, destination));
    }

    [Fact]
    public async Task A_hash_that_is_none_cannot_paint_the_terminal()
    {
        await using var service = await ContentService.StartAsync(Content, Whole(Content));
        var json = StoredObjects.Json("a", Content);
        json["sha256"] = "\u001b[2J";

        var error = await Assert.ThrowsAsync<ScaleException>(
            () => service.Storage.DownloadAsync(IkStorageObject.FromJson(json), new MemoryStream()));

        Assert.Equal(ScaleErrorId.ChecksumMismatch, error.ErrorId);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public async Task Nothing_at_all_is_a_content_too()
    {
        await using var service = await ContentService.StartAsync([], Whole([]));

        Assert.Empty(await service.DownloadAsync());
    }

    [Fact]
    public async Task A_full_disk_is_told_and_not_tried_again()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using var service = await ContentService.StartAsync(Content, Whole(Content));
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1);

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.DownloadAsync(service.Object, full));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Contains("/dev/full", error.Message, StringComparison.Ordinal);
        Assert.Single(service.Ranges);
    }
}
