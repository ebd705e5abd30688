using System.Globalization;
using System.Text;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Retries;

/// <summary>How often the service is asked when it fails.</summary>
public sealed class RepeatedRequestTests
{
    private int _calls;

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_question_is_asked_again_when_the_service_may_answer_later(int status)
    {
        await using var service = await FakeService.StartAsync(context => Interlocked.Increment(ref _calls) <= 4
            ? context.RefuseAsync(status)
            : context.JsonAsync(StoredObjects.Page(false)));

        Assert.Null(await service.Storage.FindAsync("a"));

        Assert.Equal(5, service.Calls.Count);
    }

    [Theory]
    [InlineData(500, ScaleErrorId.ServiceUnavailable)]
    [InlineData(503, ScaleErrorId.ServiceUnavailable)]
    [InlineData(429, ScaleErrorId.RateLimited)]
    [InlineData(408, ScaleErrorId.Timeout)]
    public async Task A_service_that_never_recovers_is_asked_five_times(int status, ScaleErrorId expected)
    {
        await using var service = await FakeService.StartAsync(context => context.RefuseAsync(status, "Out of order"));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.FindAsync("a"));

        Assert.Equal(expected, error.ErrorId);
        Assert.Contains("Out of order", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, service.Calls.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(405)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(501)]
    [InlineData(507)]
    [InlineData(520)]
    public async Task A_final_answer_is_taken_as_it_is(int status)
    {
        await using var service = await FakeService.StartAsync(context => context.RefuseAsync(status));

        Assert.Equal(status, (await Assert.ThrowsAsync<ScaleException>(() => service.Storage.FindAsync("a"))).StatusCode);

        Assert.Single(service.Calls);
    }

    [Fact]
    public async Task A_service_that_gives_no_tokens_is_asked_five_times()
    {
        await using var service = await FakeService.StartAsync(_ => Task.CompletedTask, (context, _) => context.RefuseAsync(503));

        await Assert.ThrowsAsync<ScaleException>(() => service.Storage.FindAsync("a"));
        Assert.Equal(5, service.TokenRequests.Count);

        await Assert.ThrowsAsync<ScaleException>(
            () => service.Storage.DownloadAsync(StoredObjects.Object("a", [1]), new MemoryStream()));
        Assert.Equal(10, service.TokenRequests.Count);
        Assert.Empty(service.Calls);
    }

    [Fact]
    public async Task A_content_that_is_not_given_is_asked_for_five_times()
    {
        await using var service = await FakeService.StartAsync(context => context.RefuseAsync(503));

        await Assert.ThrowsAsync<ScaleException>(
            () => service.Storage.DownloadAsync(StoredObjects.Object("a", [1]), new MemoryStream()));

        Assert.Equal(5, service.Calls.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_new_object_is_not_sent_again_when_it_may_be_there(int status)
    {
        await using var service = await FakeService.StartAsync(context => context.RefuseAsync(status));

        await Assert.ThrowsAsync<ScaleException>(() => service.Storage.UploadAsync(NewObject()));
        await Assert.ThrowsAsync<ScaleException>(() => service.Storage.CopyAsync(StoredObjects.Object("a", [1]), "b", WhenExists.Fail));

        Assert.Equal(["POST /v1/objects/a.txt", "POST /v1/objects/b"], service.CallLines.Where(line => line.StartsWith("POST", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_new_object_is_not_sent_again_when_it_is_there()
    {
        await using var service = await FakeService.StartAsync(context => context.Request.Method == "POST"
            ? context.RefuseAsync(500)
            : context.JsonAsync(StoredObjects.Page(false, StoredObjects.Json("a.txt"))));

        await service.Storage.UploadAsync(NewObject());

        Assert.Equal(["POST /v1/objects/a.txt", "GET /v1/objects/a.txt?exact=true&page=1"], service.CallLines);
    }

    [Fact]
    public async Task A_new_object_is_not_sent_again_when_its_answer_got_lost()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            context.Abort();
        });

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.UploadAsync(NewObject()));

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.Contains("-SkipExisting", error.Message, StringComparison.Ordinal);
        Assert.Single(service.Calls, call => call.Method == "POST");
    }

    [Fact]
    public async Task A_new_object_is_not_sent_again_when_its_answer_breaks_off()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            await context.Response.WriteAsync("{");
            await context.BreakOffAsync();
        });

        await Assert.ThrowsAsync<ScaleException>(() => service.Storage.UploadAsync(NewObject()));

        Assert.Single(service.Calls, call => call.Method == "POST");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_new_object_that_was_refused_is_sent_again(int status)
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            if (context.Request.Method == "GET")
            {
                await context.JsonAsync(StoredObjects.Page(false));
                return;
            }

            await context.KeepBodyAsync();
            await (Interlocked.Increment(ref _calls) == 1 ? context.RefuseAsync(status) : context.JsonAsync(StoredObjects.Json("a.txt")));
        });

        await service.Storage.UploadAsync(NewObject());

        var sent = service.Calls.Where(call => call.Method == "POST").ToList();
        Assert.All(sent, call => Assert.Contains("content", Encoding.UTF8.GetString(call.Body), StringComparison.Ordinal));
        Assert.Equal(2, sent.Count);
    }

    [Fact]
    public async Task An_overwriting_upload_is_sent_again_as_a_whole()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            if (Interlocked.Increment(ref _calls) == 1)
            {
                context.Abort();
                return;
            }

            await context.JsonAsync(StoredObjects.Json("a.txt"));
        });

        await service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("content"), "a.txt") { WhenExists = WhenExists.Overwrite });

        Assert.Equal(["PUT /v1/objects/a.txt", "PUT /v1/objects/a.txt"], service.CallLines);
        Assert.Contains("content", Encoding.UTF8.GetString(service.Calls[1].Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_can_be_read_once_is_sent_once()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            await context.RefuseAsync(503);
        });

        await Assert.ThrowsAsync<ScaleException>(
            () => service.Storage.UploadAsync(new UploadRequest(UploadSource.FromStream(new CountingStream(10)), "a") { WhenExists = WhenExists.Overwrite }));

        Assert.Single(service.Calls);
    }

    [Fact]
    public async Task A_delete_whose_answer_got_lost_has_succeeded()
    {
        await using var service = await FakeService.StartAsync(context =>
        {
            if (Interlocked.Increment(ref _calls) == 1)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return context.RefuseAsync(404, "Not found.");
        });

        await service.Storage.DeleteAsync("a");

        Assert.Equal(2, service.Calls.Count);
    }

    [Fact]
    public async Task A_delete_of_nothing_is_an_error()
    {
        await using var service = await FakeService.StartAsync(context => context.RefuseAsync(404, "Not found."));

        Assert.Equal(ScaleErrorId.ObjectNotFound, (await Assert.ThrowsAsync<ScaleException>(() => service.Storage.DeleteAsync("a"))).ErrorId);
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_asked_for_again()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            if (Interlocked.Increment(ref _calls) == 1)
            {
                await context.Response.WriteAsync("""{"results":[""");
                await context.BreakOffAsync();
                return;
            }

            await context.JsonAsync(StoredObjects.Page(false, StoredObjects.Json("a")));
        });

        Assert.NotNull(await service.Storage.FindAsync("a"));
        Assert.Equal(2, service.Calls.Count);
    }

    [Fact]
    public async Task A_time_to_come_back_at_is_kept_by_the_clients_clock()
    {
        var clock = new FakeClock(jumps: true);
        var start = clock.GetUtcNow();
        await using var service = await FakeService.StartAsync(
            context =>
            {
                context.Response.Headers.RetryAfter = start.AddSeconds(12).ToString("r", CultureInfo.InvariantCulture);
                return Interlocked.Increment(ref _calls) == 1 ? context.RefuseAsync(503) : context.JsonAsync(StoredObjects.Page(false));
            },
            clock: clock);

        await service.Storage.FindAsync("a");

        Assert.Equal(TimeSpan.FromSeconds(12), Assert.Single(clock.Waits));
    }

    private static UploadRequest NewObject() => new(UploadSource.FromText("content"), "a.txt");
}
