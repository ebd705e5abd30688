using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>A listing gives what was there when it began, once each, whatever this process writes meanwhile.</summary>
public sealed class StableListingTests
{
    private const int Objects = 95;

    public static TheoryData<int> PageSizes => [1, 10, 100];

    [Theory]
    [MemberData(nameof(PageSizes))]
    public async Task What_is_deleted_as_it_comes_does_not_hide_the_rest(int pageSize)
    {
        await using var service = await NumberedPages.StartAsync(pageSize, Objects);
        var seen = new List<string>();

        await foreach (var item in service.Storage.ListAsync("dir"))
        {
            seen.Add(item.Path!);
            await service.Storage.DeleteAsync(item);
        }

        Assert.Equal(service.First, seen);
        Assert.Empty(service.Left);
    }

    [Theory]
    [MemberData(nameof(PageSizes))]
    public async Task What_is_deleted_before_it_comes_still_comes(int pageSize)
    {
        await using var service = await NumberedPages.StartAsync(pageSize, Objects);
        var seen = new List<string>();

        await foreach (var item in service.Storage.ListAsync("dir"))
        {
            seen.Add(item.Path!);
            if (seen.Count == 1)
            {
                await Parallel.ForEachAsync(service.First.Where((_, index) => index % 2 == 0), async (path, stop) => await service.Storage.DeleteAsync(path, stop));
            }
        }

        Assert.Equal(service.First, seen);
    }

    [Theory]
    [MemberData(nameof(PageSizes))]
    public async Task What_is_copied_below_the_listed_directory_does_not_come(int pageSize)
    {
        await using var service = await NumberedPages.StartAsync(pageSize, Objects);
        var seen = new List<string>();

        await foreach (var item in service.Storage.ListAsync("dir"))
        {
            seen.Add(item.Path!);
            await service.Storage.CopyAsync(item, "dir/copy/" + item.Name, WhenExists.Fail);
        }

        Assert.Equal(service.First, seen);
        Assert.Equal(2 * Objects, service.Left.Count);
    }

    [Theory]
    [MemberData(nameof(PageSizes))]
    public async Task What_is_overwritten_comes_once_and_what_is_new_not_at_all(int pageSize)
    {
        await using var service = await NumberedPages.StartAsync(pageSize, Objects);
        var seen = new List<string>();

        await foreach (var item in service.Storage.ListAsync("dir"))
        {
            seen.Add(item.Path!);
            await service.Storage.CopyAsync(item, service.First[Objects - seen.Count], WhenExists.Overwrite);
            await service.Storage.CopyAsync(item, "dir/0-first-" + seen.Count, WhenExists.Overwrite);
        }

        Assert.Equal(service.First, seen);
    }

    [Theory]
    [MemberData(nameof(PageSizes))]
    public async Task It_holds_for_writes_over_another_connection(int pageSize)
    {
        await using var service = await NumberedPages.StartAsync(pageSize, Objects);
        using var other = service.Connect();
        var seen = new List<string>();

        await foreach (var item in service.Storage.ListAsync("dir"))
        {
            seen.Add(item.Path!);
            await other.Storage.DeleteAsync(item);
        }

        Assert.Equal(service.First, seen);
        Assert.Empty(service.Left);
    }

    [Theory]
    [MemberData(nameof(PageSizes))]
    public async Task Several_listings_at_once_are_all_stable(int pageSize)
    {
        await using var service = await NumberedPages.StartAsync(pageSize, Objects);
        var deleting = Task.Run(async () =>
        {
            await foreach (var item in service.Storage.ListAsync("dir"))
            {
                await service.Storage.DeleteAsync(item);
            }
        });
        var listings = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => service.ListAllAsync())));
        await deleting;

        // Each began at a moment of its own: what it gives is the rest that was there then, without a hole.
        Assert.All(listings, seen => Assert.Equal(service.First.Skip(Objects - seen.Count), seen));
    }

    [Fact]
    public async Task A_page_that_has_vanished_is_the_end()
    {
        await using var service = await NumberedPages.StartAsync(pageSize: 10, Objects);
        var seen = new List<string>();

        await foreach (var item in service.Storage.ListAsync("dir"))
        {
            seen.Add(item.Path!);

            // Another client, of which nothing is known here.
            service.Forget(path => !seen.Contains(path));
        }

        Assert.InRange(seen.Count, 1, 20);
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_before_a_write_is_the_listings_failure_not_the_writers()
    {
        await using var service = await NumberedPages.StartAsync(pageSize: 10, Objects);
        var seen = 0;

        var error = await Assert.ThrowsAsync<ScaleException>(async () =>
        {
            await foreach (var item in service.Storage.ListAsync("dir"))
            {
                seen++;
                service.FailingPage = 4;
                await service.Storage.DeleteAsync(item);
            }
        });

        Assert.Equal(ScaleErrorId.Forbidden, error.ErrorId);
        Assert.Equal(30, seen);
        Assert.Equal(Objects - 30, service.Left.Count);
    }

    [Fact]
    public async Task A_listing_that_was_left_early_is_not_read_to_its_end()
    {
        await using var service = await NumberedPages.StartAsync(pageSize: 10, Objects);
        await foreach (var _ in service.Storage.ListAsync("dir"))
        {
            break;
        }

        await service.Storage.DeleteAsync(service.First[0]);

        Assert.Equal([1], service.PagesAskedFor);
    }

    [Theory]
    [InlineData("other/x", 1)]
    [InlineData("DIR2/x", 10)]
    [InlineData("dir/new", 10)]
    public async Task Only_what_can_move_its_pages_reads_a_listing_to_its_end(string written, int pages)
    {
        await using var service = await NumberedPages.StartAsync(pageSize: 10, Objects);
        await using var items = service.Storage.ListAsync("dir").GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync());

        await service.Storage.CopyAsync(items.Current, written, WhenExists.Overwrite);

        // Those behind the end may have been asked for too.
        Assert.Equal(pages, service.PagesAskedFor.Count(page => page <= 10));
    }

    [Fact]
    public async Task That_a_list_is_read_to_its_end_before_a_write_is_told_once()
    {
        await using var service = await NumberedPages.StartAsync(pageSize: 10, Objects);

        var heard = await Overheard.WhileAsync(async () =>
        {
            await foreach (var item in service.Storage.ListAsync("dir"))
            {
                await service.Storage.DeleteAsync(item);
            }
        });

        Assert.Contains("'dir/000' is written", Assert.Single(heard), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_writer_that_gives_up_does_not_end_the_listing()
    {
        await using var service = await NumberedPages.StartAsync(pageSize: 10, Objects);
        using var stop = new CancellationTokenSource();
        var seen = new List<string>();

        await foreach (var item in service.Storage.ListAsync("dir"))
        {
            seen.Add(item.Path!);
            if (seen.Count == 1)
            {
                service.BeforePage = stop.Cancel;
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.Storage.DeleteAsync("dir/000", stop.Token));
            }
        }

        Assert.Equal(service.First, seen);
    }
}
