using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Deployments.Journal;
using IkomiaScale.Tests.Deployments.Journal;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Deployments.Batches;

/// <summary>Results of an earlier process, received by what its journal says; and what the journal says after each answer.</summary>
public sealed class BatchReceiveTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeRuns _runs = new();
    private readonly ScaleClient _client;

    public BatchReceiveTests()
    {
        _client = _runs.CreateClient();
    }

    private BatchOptions Options => new() { Folder = _folder.File("batch") };

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_that_was_submitted_is_received_and_then_recalled_and_another_one_is_not_there()
    {
        _runs.PollsBefore = int.MaxValue;
        var open = Assert.Single(await BatchLife.RunAsync(_client, new BatchOptions { Folder = Options.Folder, Timeout = TimeSpan.FromMilliseconds(20) }, ["a"]));
        Assert.Equal(BatchEnd.Open, open.End);
        _runs.PollsBefore = 0;

        var batch = await JournaledBatch.OpenToReceiveAsync(_client.Deployments, _client.Storage, Options, CancellationToken.None);
        Assert.Equal(ScaleErrorId.JournalInUse, (await Assert.ThrowsAsync<ScaleException>(() => OpenAsync())).ErrorId);
        var received = await batch.ReceiveAsync(open.Key, new RunProgress("a"), CancellationToken.None);
        var recalled = await batch.ReceiveAsync(open.Key, new RunProgress("a"), CancellationToken.None);
        var unknown = await batch.ReceiveAsync(Entries.Key(7), new RunProgress("b"), CancellationToken.None);

        Assert.Equal((BatchEnd.Ran, "a", true, false), (received.End, BatchLife.InputOf(received), received.IsKept, received.Result!.Recalled));
        Assert.Equal((BatchEnd.Recalled, "a", true, true), (recalled.End, BatchLife.InputOf(recalled), recalled.IsKept, recalled.Result!.Recalled));
        Assert.Equal((BatchEnd.NotBegun, ScaleErrorId.ObjectNotFound), (unknown.End, unknown.Failure!.ErrorId));
        Assert.Equal("1 run, 1 recalled, 0 failed, 0 in doubt, 0 lost, 1 not started.", batch.Counts.ToString());
        Assert.False(batch.Read(received).Recalled);
        Assert.True(batch.Read(recalled).Recalled);
        await batch.CloseAsync();
        await (await OpenAsync()).CloseAsync();
    }

    [Fact]
    public async Task A_journal_without_runs_has_no_other_workflow()
    {
        await (await OpenAsync()).CloseAsync();
        _runs.Workflow = _runs.Workflow.Replace("\"version\": 3", "\"version\": 4", StringComparison.Ordinal);
        using var client = _runs.CreateClient();

        var batch = await JournaledBatch.OpenAsync(client.Deployments, client.Storage, BatchLife.Common, Options, CancellationToken.None);

        Assert.False(batch.HasOtherWorkflow);
        await batch.CloseAsync();
    }

    [Fact]
    public async Task A_batch_that_cannot_begin_leaves_its_journal_to_others()
    {
        Directory.CreateDirectory(Path.Combine(Options.Folder, "workflow.json", "full"));
        Assert.Equal(ScaleErrorId.InvalidPath, (await Assert.ThrowsAsync<ScaleException>(() => OpenAsync())).ErrorId);
        Directory.Delete(Path.Combine(Options.Folder, "workflow.json"), recursive: true);

        await (await OpenAsync()).CloseAsync();
    }

    [Fact]
    public async Task Where_none_may_fail_all_that_succeed_are_run()
    {
        var outcomes = await BatchLife.RunAsync(
            _client, new BatchOptions { Folder = Options.Folder, MaxFailures = FailureLimit.Parse("0") }, Enumerable.Range(0, 30).Select(number => $"{number}"));

        Assert.All(outcomes, outcome => Assert.Equal(BatchEnd.Ran, outcome.End));
    }

    [Fact]
    public async Task An_input_that_cannot_be_read_is_told_and_counted()
    {
        var batch = await OpenAsync();

        var outcome = await batch.RunAsync(
            BatchLife.Common.With([RunInput.FromFile(_folder.File("none.png"))]), new RunProgress("none"), CancellationToken.None);

        Assert.Equal((BatchEnd.NotBegun, ScaleErrorId.ObjectNotFound), (outcome.End, outcome.Failure!.ErrorId));
        Assert.Null(batch.Stopped);
        await batch.CloseAsync();
    }

    // The service says no, so it did not give the result away; a gateway says 5xx, and the service may have answered it; or the
    // connection breaks, before or after the question.
    [Theory]
    [InlineData(403, false, nameof(JournalState.Submitted))]
    [InlineData(429, false, nameof(JournalState.Submitted))]
    [InlineData(499, false, nameof(JournalState.Submitted))]
    [InlineData(500, false, nameof(JournalState.Receiving))]
    [InlineData(502, false, nameof(JournalState.Receiving))]
    [InlineData(null, false, nameof(JournalState.Submitted))]
    [InlineData(null, true, nameof(JournalState.Receiving))]
    public async Task The_journal_says_whether_the_result_may_have_been_taken(int? status, bool mayHaveArrived, string state)
    {
        _runs.Answer = what => what.StartsWith("uuid", StringComparison.Ordinal) && status is { } known ? FakeRuns.Message(known, "{}") : null;
        _runs.Step = step =>
        {
            if (status is null && step.StartsWith("ask", StringComparison.Ordinal))
            {
                throw new ScaleException(ScaleErrorId.NetworkError, "It broke.") { IsTransient = true, MayHaveArrived = mayHaveArrived };
            }
        };
        var options = new BatchOptions { Folder = Options.Folder, Timeout = TimeSpan.FromMilliseconds(50) };

        var clock = new FakeClock(jumps: true, DateTimeOffset.UtcNow);
        using var client = _runs.CreateClient(clock);

        var outcome = Assert.Single(await BatchLife.RunAsync(client, options, ["a"], clock: clock));

        Assert.Equal(BatchEnd.Open, outcome.End);
        Assert.Equal([state], JournalReader.Read(options.Folder).Select(entry => entry.State.ToString()));
    }

    [Fact]
    public async Task Where_there_is_no_room_for_a_result_none_is_asked_for()
    {
        var asked = 0;
        var disk = new CrashingDisk();
        _runs.Step = step =>
        {
            asked += step.StartsWith("ask ", StringComparison.Ordinal) ? 1 : 0;
            disk.Free = step == "ran a" ? 10 : disk.Free;
        };

        var outcome = Assert.Single(await BatchLife.RunAsync(_client, new BatchOptions { Folder = "/batch" }, ["a"], disk));

        Assert.Equal((BatchEnd.Open, ScaleErrorId.InvalidPath), (outcome.End, outcome.Failure!.ErrorId));
        Assert.Equal(0, asked);
        disk.Free = null;
        Assert.Equal("a", BatchLife.InputOf(Assert.Single(await BatchLife.RunAsync(_client, new BatchOptions { Folder = "/batch" }, ["a"], disk))));
        Assert.Equal(1, _runs.Runs["a"]);
    }

    [Fact]
    public async Task The_age_of_a_run_is_counted_from_its_submission_and_not_from_the_last_question()
    {
        var (now, folder) = (DateTimeOffset.UtcNow, Options.Folder);
        var batch = await OpenAsync();
        await batch.CloseAsync();
        using (var journal = RunJournal.Open(folder, Shard.Whole, now))
        {
            await journal.WriteAsync(Entries.Of(1, JournalState.Submitted, "u1") with { Time = now, SubmittedAt = now.AddHours(-25) });
            await journal.WriteAsync(Entries.Of(2, JournalState.Submitted, "u2") with { Time = now.AddHours(-25), SubmittedAt = null });
            await journal.WriteAsync(Entries.Of(3, JournalState.Submitted, "u3") with { Time = now.AddHours(-25), SubmittedAt = now });
        }

        var receiving = await JournaledBatch.OpenToReceiveAsync(
            _client.Deployments, _client.Storage, new BatchOptions { Folder = folder, Timeout = TimeSpan.FromMilliseconds(20) }, CancellationToken.None);
        var ends = new List<BatchEnd>();
        foreach (var number in new[] { 1, 2, 3 })
        {
            ends.Add((await receiving.ReceiveAsync(Entries.Key(number), new RunProgress("x"), CancellationToken.None)).End);
        }

        await receiving.CloseAsync();
        Assert.Equal([BatchEnd.Lost, BatchEnd.Lost, BatchEnd.Open], ends);
    }

    private Task<JournaledBatch> OpenAsync() =>
        JournaledBatch.OpenAsync(_client.Deployments, _client.Storage, BatchLife.Common, Options, CancellationToken.None);
}
