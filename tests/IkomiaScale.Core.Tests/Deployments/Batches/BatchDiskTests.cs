using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Batches;

namespace IkomiaScale.Tests.Deployments.Batches;

/// <summary>What becomes of a batch whose journal cannot be written any more.</summary>
public sealed class BatchDiskTests : IDisposable
{
    private static readonly BatchOptions Options = new() { Folder = "/batch" };
    private static readonly string[] Inputs = [.. Enumerable.Range(1, 12).Select(number => $"in {number}")];

    private readonly FakeRuns _runs = new();
    private readonly ScaleClient _client;

    public BatchDiskTests()
    {
        _client = _runs.CreateClient();
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task When_the_disk_is_full_nothing_more_is_submitted_and_what_was_is_not_lost()
    {
        var disk = new Journal.CrashingDisk();
        var batch = await JournaledBatch.OpenAsync(_client.Deployments, _client.Storage, BatchLife.Common, Options, CancellationToken.None, disk: disk);
        disk.Room = 1500;
        var outcomes = new List<BatchOutcome>();
        foreach (var input in Inputs)
        {
            outcomes.Add(await batch.RunAsync(BatchLife.Request(input), new RunProgress(input), CancellationToken.None));
        }

        await batch.CloseAsync();
        Assert.Contains("No space left", batch.Stopped!.Message, StringComparison.Ordinal);
        Assert.InRange(_runs.Runs.Count, 1, 3);
        Assert.All(_runs.Runs.Keys, input => Assert.NotNull(outcomes[Array.IndexOf(Inputs, input)].Result ?? (object?)outcomes[Array.IndexOf(Inputs, input)].Failure));

        disk.Room = null;
        _runs.PollsBefore = 0;
        var again = await BatchLife.RunAsync(_client, Options, Inputs, disk);
        Assert.All(_runs.Runs.Values, count => Assert.Equal(1, count));
        Assert.DoesNotContain(again, outcome => outcome.End == BatchEnd.InDoubt);
    }

    [Fact]
    public async Task A_result_that_was_taken_and_cannot_be_kept_is_given_all_the_same()
    {
        var disk = new Journal.CrashingDisk();
        var batch = await JournaledBatch.OpenAsync(_client.Deployments, _client.Storage, BatchLife.Common, Options, CancellationToken.None, disk: disk);
        _runs.Step = step => disk.Room = step.StartsWith("gave", StringComparison.Ordinal) ? -1_000_000 : null;
        var outcome = await batch.RunAsync(BatchLife.Request("a"), new RunProgress("a"), CancellationToken.None);
        Assert.Equal("a", BatchLife.InputOf(outcome));
        Assert.Equal(ScaleErrorId.InvalidPath, outcome.Failure!.ErrorId);
    }

    [Fact]
    public async Task When_the_drive_goes_away_nothing_more_is_submitted_and_what_was_is_named()
    {
        var disk = new Journal.CrashingDisk();
        var batch = await JournaledBatch.OpenAsync(_client.Deployments, _client.Storage, BatchLife.Common, Options, CancellationToken.None, disk: disk);
        _runs.Step = step => disk.IsGone |= step == "gave uuid-2";
        var outcomes = new List<BatchOutcome>();
        foreach (var input in Inputs)
        {
            outcomes.Add(await batch.RunAsync(BatchLife.Request(input), new RunProgress(input), CancellationToken.None));
        }

        await batch.CloseAsync();
        Assert.Equal(2, _runs.Runs.Count);
        Assert.Equal((BatchLife.InputOf(outcomes[1]), ScaleErrorId.InvalidPath), (Inputs[1], outcomes[1].Failure!.ErrorId));
        Assert.Contains("cannot be written", batch.Stopped!.Message, StringComparison.Ordinal);
        Assert.All(outcomes.Skip(2), outcome => Assert.Equal(BatchEnd.NotBegun, outcome.End));
    }
}
