using System.Globalization;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Storage;

/// <summary>How many pages a listing asks for, and when.</summary>
public sealed class PagingTests
{
    private const int PageSize = 4;

    [Fact]
    public async Task Taking_one_object_asks_for_one_page()
    {
        await using var service = await ServeAsync(pages: 100);

        await foreach (var item in service.Storage.ListAsync("dir"))
        {
            Assert.Equal("dir/1-0", item.Path);
            break;
        }

        Assert.Equal(["GET /v1/objects/dir?page=1"], service.CallLines);
    }

    [Fact]
    public async Task The_next_page_is_asked_for_while_this_one_is_worked_on_and_never_more()
    {
        await using var service = await ServeAsync(pages: 100);
        await using var items = service.Storage.ListAsync("dir").GetAsyncEnumerator();

        for (var taken = 1; taken <= PageSize; taken++)
        {
            Assert.True(await items.MoveNextAsync());
        }

        await Eventually.HoldsAsync(() => service.Calls.Count == 2, "the second page is asked for");
        Assert.True(await items.MoveNextAsync());
        Assert.Equal("dir/2-0", items.Current.Path);
        Assert.Equal(["GET /v1/objects/dir?page=1", "GET /v1/objects/dir?page=2"], service.CallLines);
    }

    [Fact]
    public async Task Every_page_is_asked_for_once_and_few_that_do_not_exist()
    {
        await using var service = await ServeAsync(pages: 20);

        Assert.Equal(20 * PageSize, await CountAsync(service.Storage.ListAsync("dir")));

        // Which of two that are asked for at once arrives first is chance. How many pages there are is not known before the last one.
        var asked = service.CallLines.ToList();
        Assert.Equal(asked.Count, asked.Distinct().Count());
        Assert.InRange(asked.Count, 20, 20 + PagesAhead.Most);
        Assert.Subset(asked.ToHashSet(), Enumerable.Range(1, 20).Select(page => $"GET /v1/objects/dir?page={page}").ToHashSet());
    }

    [Fact]
    public async Task Pages_that_come_late_and_in_any_order_give_their_objects_in_order()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            var number = NumberOf(context);
            await Task.Delay(number % 3 * 20);
            await (number > 30
                ? context.RefuseAsync(404, "Invalid page.")
                : context.JsonAsync(StoredObjects.Page(number < 30, Item("dir", number, 0), Item("dir", number, 1))));
        });
        var found = new List<string?>();

        await foreach (var item in service.Storage.ListAsync("dir"))
        {
            found.Add(item.Path);
        }

        Assert.Equal(Enumerable.Range(1, 30).SelectMany(page => new[] { $"dir/{page}-0", $"dir/{page}-1" }), found);
    }

    [Fact]
    public async Task The_address_of_the_next_page_is_not_followed_elsewhere()
    {
        await using var other = await TestServer.StartAsync(_ => Task.CompletedTask);
        await using var service = await FakeService.StartAsync(context =>
        {
            var page = StoredObjects.Page(false, Item("dir", NumberOf(context), 0));
            page["next"] = NumberOf(context) == 1 ? other.Url("/v1/objects/dir?page=2").AbsoluteUri : null;
            return context.JsonAsync(page);
        });

        Assert.Equal(2, await CountAsync(service.Storage.ListAsync("dir")));

        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Empty_pages_are_no_end_as_long_as_there_is_a_next_one()
    {
        await using var service = await FakeService.StartAsync(context => context.JsonAsync(NumberOf(context) switch
        {
            1 => StoredObjects.Page(true, Item("dir", 1, 0)),
            <= 20 => StoredObjects.Page(true),
            _ => StoredObjects.Page(false, Item("dir", 2, 0)),
        }));

        Assert.Equal(2, await CountAsync(service.Storage.ListAsync("dir")));
    }

    [Fact]
    public async Task Nothing_but_empty_pages_ends_the_listing_some_time()
    {
        await using var service = await FakeService.StartAsync(context => context.JsonAsync(StoredObjects.Page(true)));

        var error = await Assert.ThrowsAsync<ScaleException>(() => CountAsync(service.Storage.ListAsync("dir")));

        Assert.Equal(ScaleErrorId.InvalidResponse, error.ErrorId);
        Assert.Equal(1000, service.Calls.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_page_that_comes_again_and_again_ends_the_listing(int size)
    {
        await using var service = await FakeService.StartAsync(context =>
            context.JsonAsync(StoredObjects.Page(true, Enumerable.Range(0, size).Select(index => Item("dir", 1, index)).ToArray())));

        var error = await Assert.ThrowsAsync<ScaleException>(() => CountAsync(service.Storage.ListAsync("dir")));

        Assert.Equal(ScaleErrorId.InvalidResponse, error.ErrorId);
        Assert.Equal("dir", error.Target);
        Assert.InRange(service.Calls.Count, 2, 5);
    }

    [Fact]
    public async Task An_empty_project_is_an_empty_list()
    {
        await using var service = await FakeService.StartAsync(context => context.JsonAsync(StoredObjects.Page(false)));

        Assert.Equal(0, await CountAsync(service.Storage.ListAsync("")));

        Assert.Equal(["GET /v1/objects/?page=1"], service.CallLines);
    }

    [Fact]
    public async Task What_a_careless_service_gives_beside_the_directory_is_left_out()
    {
        await using var service = await FakeService.StartAsync(context => context.JsonAsync(StoredObjects.Page(
            false, Named("dir2/x"), Named("dir.json"), Named("DIR/x"), Named("other"), Named(null), Named("dir/x"), Named("/dir/y"))));
        var found = new List<string?>();

        await foreach (var item in service.Storage.ListAsync("dir"))
        {
            found.Add(item.Path);
        }

        Assert.Equal(["dir/x", "dir/y"], found);
    }

    [Fact]
    public async Task What_a_careless_service_gives_of_another_hash_is_left_out()
    {
        var wanted = StoredObjects.Json("wanted", "content");
        var unknown = StoredObjects.Json("unknown", "content", "u2");
        unknown["sha256"] = null;
        await using var service = await FakeService.StartAsync(
            context => context.JsonAsync(StoredObjects.Page(false, StoredObjects.Json("other", "another content", "u1"), wanted, unknown)));
        var found = new List<string?>();

        await foreach (var item in service.Storage.ListBySha256Async(((string)wanted["sha256"]!).ToUpperInvariant()))
        {
            found.Add(item.Path);
        }

        Assert.Equal(["wanted", "unknown"], found);
    }

    [Fact]
    public async Task A_different_object_is_never_taken_for_the_one_that_was_asked_for()
    {
        await using var service = await FakeService.StartAsync(context => context.JsonAsync(StoredObjects.Page(false, Named("dir/a.txt.bak"))));

        Assert.Null(await service.Storage.FindAsync("dir/a.txt"));
        Assert.Null(await service.Storage.FindByUidAsync("another"));
        Assert.Equal(["GET /v1/objects/dir/a.txt?exact=true&page=1", "GET /v1/objects/?uid=another&page=1"], service.CallLines);
    }

    [Fact]
    public async Task A_failure_comes_after_the_objects_that_came_before_it()
    {
        await using var service = await FakeService.StartAsync(context =>
            NumberOf(context) == 1 ? context.JsonAsync(StoredObjects.Page(true, Item("dir", 1, 0))) : context.RefuseAsync(403));
        await using var items = service.Storage.ListAsync("dir").GetAsyncEnumerator();

        Assert.True(await items.MoveNextAsync());
        var error = await Assert.ThrowsAsync<ScaleException>(async () => await items.MoveNextAsync());

        Assert.Equal(ScaleErrorId.Forbidden, error.ErrorId);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_a_page()
    {
        await using var service = await FakeService.StartAsync(Answers.StallAsync);
        using var stop = new CancellationTokenSource();
        var counting = CountAsync(service.Storage.ListAsync("dir", stop.Token));
        await Eventually.HoldsAsync(() => service.Calls.Count == 1, "the page is asked for");

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => counting.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Stopping_early_ends_the_request_for_the_page_ahead()
    {
        var ended = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(async context =>
        {
            if (NumberOf(context) == 1)
            {
                await context.JsonAsync(StoredObjects.Page(true, Item("dir", 1, 0), Item("dir", 1, 1)));
                return;
            }

            context.RequestAborted.Register(ended.SetResult);
            await context.StallAsync();
        });
        var items = service.Storage.ListAsync("dir").GetAsyncEnumerator();
        await items.MoveNextAsync();
        await items.MoveNextAsync();
        await Eventually.HoldsAsync(() => service.Calls.Count == 2, "the page ahead is asked for");

        await items.DisposeAsync();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"results":null,"next":null}""")]
    [InlineData("""{"results":{},"next":null}""")]
    [InlineData("""{"results":["a"],"next":null}""")]
    [InlineData("""{"results":[{"path":"a"}],"next":null}""")]
    [InlineData("""{"results":[""")]
    public async Task Something_that_is_not_a_list_is_told(string body)
    {
        await using var service = await FakeService.StartAsync(context => context.TextAsync(200, body));

        var error = await Assert.ThrowsAsync<ScaleException>(() => CountAsync(service.Storage.ListAsync("dir")));

        Assert.Equal(ScaleErrorId.InvalidResponse, error.ErrorId);
        Assert.Single(service.Calls);
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("//")]
    public async Task A_directory_that_cannot_be_is_refused_before_anything_is_sent(string directory)
    {
        await using var service = await FakeService.StartAsync(_ => Task.CompletedTask);

        var error = await Assert.ThrowsAsync<ScaleException>(() => CountAsync(service.Storage.ListAsync(directory)));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Empty(service.Server.Requests);
    }

    private static Task<FakeService> ServeAsync(int pages) => FakeService.StartAsync(context =>
    {
        var number = NumberOf(context);
        var items = Enumerable.Range(0, PageSize).Select(index => Item("dir", number, index)).ToArray();
        return context.JsonAsync(StoredObjects.Page(number < pages, items));
    });

    private static int NumberOf(HttpContext context) => int.Parse(context.Request.Query["page"].ToString(), CultureInfo.InvariantCulture);

    private static JObject Item(string directory, int page, int index) =>
        StoredObjects.Json($"{directory}/{page}-{index}", uid: $"u-{page}-{index}");

    private static JObject Named(string? path) => StoredObjects.Json(path, uid: $"u-{path}");

    private static async Task<int> CountAsync(IAsyncEnumerable<IkStorageObject> items)
    {
        var count = 0;
        await foreach (var _ in items)
        {
            count++;
        }

        return count;
    }
}
