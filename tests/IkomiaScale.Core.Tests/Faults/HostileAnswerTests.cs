using System.Text;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using Microsoft.AspNetCore.Http;
using static IkomiaScale.Tests.Support.ContentService;

namespace IkomiaScale.Tests.Faults;

/// <summary>Answers that no decent service gives: none fills the memory, hangs the client or gets to the terminal as it is.</summary>
[Collection(Alone.Name)]
public sealed class HostileAnswerTests
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public async Task An_explanation_of_ten_megabytes_is_told_by_its_beginning()
    {
        var body = $"{{\"detail\": \"No room \\u001b[2J left. {new string('x', 10 * (int)Megabyte)}\"}}";
        await using var service = await FakeService.StartAsync(context => context.TextAsync(402, body, "application/json"));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.FindAsync("a"));

        Assert.Equal(ScaleErrorId.QuotaExceeded, error.ErrorId);
        Assert.Contains("No room \\u001b[2J left.", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 100, 2000);
    }

    [Theory]
    [InlineData("{\"detail\":")]
    [InlineData("[")]
    public async Task Deep_json_is_no_explanation(string opening)
    {
        var body = string.Concat(Enumerable.Repeat(opening, 100_000));
        await using var service = await FakeService.StartAsync(context => context.TextAsync(402, body, "application/json"));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.FindAsync("a"));

        Assert.Equal((ScaleErrorId.QuotaExceeded, null), (error.ErrorId, error.Detail));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"results\":")]
    public async Task Deep_json_is_no_list(string opening)
    {
        await using var service = await FakeService.StartAsync(
            context => context.TextAsync(200, string.Concat(Enumerable.Repeat(opening, 100_000)), "application/json"));

        Assert.Equal(ScaleErrorId.InvalidResponse, (await Assert.ThrowsAsync<ScaleException>(() => service.Storage.FindAsync("a"))).ErrorId);
    }

    [Fact]
    public async Task A_length_that_is_told_and_never_comes_reserves_nothing()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            context.Response.ContentLength = 1024L * 1024 * Megabyte;
            await context.Response.WriteAsync("{\"results\": [");
            await context.BreakOffAsync();
        });
        var before = GC.GetTotalAllocatedBytes();

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.FindAsync("a"));

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 500 * Megabyte);
    }

    [Fact]
    public async Task A_list_without_an_end_is_not_read_for_ever()
    {
        var filler = Encoding.ASCII.GetBytes(new string(' ', (int)Megabyte));
        await using var service = await FakeService.StartAsync(async context =>
        {
            await context.Response.WriteAsync("{\"results\": [");
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(filler, context.RequestAborted);
            }
        });

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.FindAsync("a"));

        Assert.Equal(ScaleErrorId.InvalidResponse, error.ErrorId);
        Assert.Single(service.Calls);
    }

    [Fact]
    public async Task A_content_longer_than_it_was_listed_is_not_written_to_its_end()
    {
        using var folder = new TestFolder();
        var filler = new byte[Megabyte];
        await using var service = await ContentService.StartAsync([1, 2, 3], async (context, _) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(filler, context.RequestAborted);
            }
        });

        var error = await Assert.ThrowsAsync<ScaleException>(
            () => service.Storage.DownloadFileAsync(service.Object, folder.File("a"), WhenExists.Fail));

        Assert.Equal(ScaleErrorId.ChecksumMismatch, error.ErrorId);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public async Task A_trickle_that_breaks_off_again_and_again_is_given_up()
    {
        var content = StoredObjects.Bytes(1_000_000);
        await using var service = await ContentService.StartAsync(content, RestUpTo(content, 1000));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.DownloadAsync());

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.Equal(5, service.Ranges.Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_list_that_goes_in_circles_ends(int period)
    {
        var asked = 0;
        await using var service = await FakeService.StartAsync(context =>
        {
            var page = asked++ % period;
            return context.JsonAsync(StoredObjects.Page(true, StoredObjects.Json($"dir/{page}-1"), StoredObjects.Json($"dir/{page}-2")));
        });
        var seen = new List<string?>();

        var error = await Assert.ThrowsAsync<ScaleException>(async () =>
        {
            await foreach (var item in service.Storage.ListAsync("dir"))
            {
                seen.Add(item.Path);
            }
        });

        Assert.Equal(ScaleErrorId.InvalidResponse, error.ErrorId);
        Assert.Equal(2 * period, seen.Distinct().Count());
        Assert.InRange(service.Calls.Count, period, 10 * period);
    }

    [Fact]
    public async Task Names_in_errors_are_shown_and_not_run()
    {
        await using var service = await FakeService.StartAsync(context => context.TextAsync(200, "another content"));
        var source = StoredObjects.Object("dir/\u001b[31mred\u202etxt", [1]);

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.DownloadAsync(source, Stream.Null));

        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.Contains("\\u001b[31mred\\u202etxt", error.Message, StringComparison.Ordinal);
        Assert.Equal("dir/\\u001b[31mred\\u202etxt", source.FormatPath());
        Assert.DoesNotContain(source.ToString(), char.IsControl);
    }
}
