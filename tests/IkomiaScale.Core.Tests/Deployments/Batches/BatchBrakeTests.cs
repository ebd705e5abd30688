using IkomiaScale.Deployments.Batches;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Deployments.Batches;

/// <summary>How many runs of a batch are under way, and when no more begin.</summary>
public sealed class BatchBrakeTests
{
    private static readonly ScaleException Reason = new(ScaleErrorId.InvalidPath, "The disk is full.");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public async Task Without_a_limit_each_end_makes_room_for_one(bool? failed)
    {
        var brake = new BatchBrake(2, limit: null);
        Assert.True(await Enter(brake));
        Assert.True(await Enter(brake));
        var (third, fourth) = (Enter(brake), Enter(brake));
        Assert.False(third.IsCompleted);

        brake.Leave(failed);
        Assert.True(await await Task.WhenAny(third, fourth));
        Assert.NotEqual(third.IsCompleted, fourth.IsCompleted);

        brake.Leave(failed);
        Assert.All(await Task.WhenAll(third, fourth), Assert.True);
        Assert.Null(brake.Stopped);
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("3", 4)]
    [InlineData("10%", 3)]
    [InlineData("100", 10)]
    public async Task At_first_no_more_begin_than_may_fail_and_one(string limit, int begun)
    {
        var brake = new BatchBrake(10, FailureLimit.Parse(limit));
        var entries = Enumerable.Range(0, 20).Select(_ => Enter(brake)).ToList();

        Assert.Equal(begun, entries.Count(entry => entry.IsCompleted));

        // Each that succeeds makes room for itself and one more, up to the most at a time.
        brake.Leave(failed: false);
        await HaveBegunAsync(entries, Math.Min(begun + 2, 11));
    }

    [Fact]
    public async Task One_of_which_nothing_is_known_makes_room_for_itself_alone()
    {
        var brake = new BatchBrake(10, FailureLimit.Parse("1"));
        var entries = Enumerable.Range(0, 5).Select(_ => Enter(brake)).ToList();

        brake.Leave(failed: null);

        await HaveBegunAsync(entries, 3);
    }

    [Fact]
    public async Task More_failures_than_allowed_end_it_also_for_those_that_wait()
    {
        var brake = new BatchBrake(3, FailureLimit.Parse("1"));
        var entries = Enumerable.Range(0, 4).Select(_ => Enter(brake)).ToList();
        brake.Leave(failed: false);
        await HaveBegunAsync(entries, 4);
        brake.Leave(failed: true);
        Assert.Null(brake.Stopped);
        var waiting = Enter(brake);
        Assert.False(waiting.IsCompleted);

        brake.Leave(failed: true);

        Assert.Equal(ScaleErrorId.WorkflowFailed, brake.Stopped!.ErrorId);
        Assert.Contains("2 of 3 runs failed, and -MaxFailures allows 1.", brake.Stopped.Message, StringComparison.Ordinal);
        Assert.False(await waiting);
        Assert.False(await Enter(brake));
    }

    [Fact]
    public async Task The_first_reason_counts()
    {
        var brake = new BatchBrake(1, FailureLimit.Parse("0"));
        Assert.True(await Enter(brake));
        var waiting = Enter(brake);

        brake.Stop(Reason);
        Assert.False(await waiting);
        brake.Stop(new ScaleException(ScaleErrorId.Timeout, "Later."));
        brake.Leave(failed: true);

        Assert.Same(Reason, brake.Stopped);
        Assert.False(await Enter(brake));
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var brake = new BatchBrake(1, limit: null);
        Assert.True(await Enter(brake));
        var waiting = brake.EnterAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    // Those that wait begin in any order.
    private static Task HaveBegunAsync(List<Task<bool>> entries, int count) =>
        Eventually.HoldsAsync(() => entries.Count(entry => entry.IsCompleted) == count, $"{count} have begun");

    private static Task<bool> Enter(BatchBrake brake) => brake.EnterAsync(CancellationToken.None);
}
