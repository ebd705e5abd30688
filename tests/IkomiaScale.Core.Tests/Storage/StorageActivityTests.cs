using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>Listings and writes of one process take turns.</summary>
public sealed class StorageActivityTests
{
    [Fact]
    public async Task A_listing_begins_when_the_deletes_and_copies_before_it_have_ended_and_later_ones_wait_for_it()
    {
        await using var service = await NumberedPages.StartAsync(pageSize: 10, objects: 20);
        var activity = StorageActivity.In(service.Address);
        var first = await BeginAsync(activity, isShort: true);
        var second = await BeginAsync(activity, isShort: true);

        var listed = service.ListAllAsync();
        await Eventually.HoldsAsync(() => IsBlocked(activity), "later writes wait");
        first.Dispose();
        first.Dispose();
        await Task.Delay(20);
        Assert.Empty(service.PagesAskedFor);
        var later = BeginAsync(activity, isShort: true);
        Assert.False(later.IsCompleted);

        second.Dispose();

        Assert.Equal(20, (await listed).Count);
        (await later).Dispose();
    }

    [Fact]
    public async Task A_listing_does_not_wait_for_uploads()
    {
        await using var service = await NumberedPages.StartAsync(pageSize: 10, objects: 20);
        using var upload = await BeginAsync(StorageActivity.In(service.Address), isShort: false);

        Assert.Equal(20, (await service.ListAllAsync()).Count);
    }

    [Fact]
    public async Task A_listing_that_is_given_up_lets_writes_go_on()
    {
        await using var service = await NumberedPages.StartAsync(pageSize: 10, objects: 20);
        using var stop = new CancellationTokenSource();
        var activity = StorageActivity.In(service.Address);
        using var copy = await BeginAsync(activity, isShort: true);
        var heard = await Overheard.WhileAsync(async () =>
        {
            var listed = Task.Run(async () =>
            {
                await foreach (var _ in service.Storage.ListAsync("dir", stop.Token))
                {
                }
            });
            await Eventually.HoldsAsync(() => IsBlocked(activity), "later writes wait");

            await stop.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listed);
        });

        Assert.Equal(["Deletes or copies are running in this storage. The listing starts when they end."], heard);
        (await BeginAsync(activity, isShort: true)).Dispose();
        Assert.Empty(service.PagesAskedFor);
    }

    [Fact]
    public async Task A_write_that_waits_can_be_cancelled()
    {
        await using var service = await NumberedPages.StartAsync(pageSize: 10, objects: 20);
        using var stop = new CancellationTokenSource();
        var activity = StorageActivity.In(service.Address);
        var copy = await BeginAsync(activity, isShort: true);
        var listed = service.ListAllAsync();
        await Eventually.HoldsAsync(() => IsBlocked(activity), "later writes wait");
        var waiting = activity.BeginWriteAsync("dir/x", isShort: true, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        copy.Dispose();
        Assert.Equal(20, (await listed).Count);
    }

    [Fact]
    public async Task Without_listings_writes_wait_for_nothing()
    {
        // A storage of its own, so that no other test takes part.
        var activity = StorageActivity.In(new Uri($"https://{Guid.NewGuid():N}.example/"));

        using var one = await BeginAsync(activity, isShort: true);
        using var two = await BeginAsync(activity, isShort: true);
        using var three = await BeginAsync(activity, isShort: false);
    }

    private static Task<IDisposable> BeginAsync(StorageActivity activity, bool isShort) => activity.BeginWriteAsync("dir/x", isShort, CancellationToken.None);

    private static bool IsBlocked(StorageActivity activity)
    {
        using var stop = new CancellationTokenSource();
        var write = activity.BeginWriteAsync("elsewhere", isShort: true, stop.Token);
        if (write.IsCompletedSuccessfully)
        {
            write.Result.Dispose();
            return false;
        }

        stop.Cancel();
        return true;
    }
}
