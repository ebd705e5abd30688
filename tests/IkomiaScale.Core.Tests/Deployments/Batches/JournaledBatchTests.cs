using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Journal;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Deployments.Batches;

/// <summary>What a batch does again, and what it does not, over the journal of earlier times.</summary>
public sealed class JournaledBatchTests : IDisposable
{
    private static readonly string[] Inputs = [.. Enumerable.Range(1, 12).Select(number => $"in {number}")];

    private readonly TestFolder _folder = new();
    private readonly FakeRuns _runs = new();
    private readonly ScaleClient _client;

    public JournaledBatchTests()
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
    public async Task What_was_received_is_recalled_and_not_run_again()
    {
        var first = await RunAsync(Options, Inputs);
        var second = await RunAsync(Options, Inputs);

        Assert.All(first, outcome => Assert.Equal((BatchEnd.Ran, false), (outcome.End, outcome.Result!.Recalled)));
        Assert.All(second, outcome => Assert.Equal((BatchEnd.Recalled, true), (outcome.End, outcome.Result!.Recalled)));
        Assert.Equal(Inputs, second.Select(BatchLife.InputOf));
        Assert.Equal(first.Select(outcome => (outcome.Result!.Uuid, outcome.Result.Raw)), second.Select(outcome => (outcome.Result!.Uuid, outcome.Result.Raw)));
        Assert.All(_runs.Runs.Values, count => Assert.Equal(1, count));
        Assert.All(JournalReader.Read(Options.Folder), entry => Assert.Equal(JournalState.Received, entry.State));
    }

    [Fact]
    public async Task The_same_input_twice_is_one_run_given_twice()
    {
        _runs.PollsBefore = 1;
        var outcomes = await RunAsync(Options, ["a", "b", "a", "a"]);

        Assert.Equal(["a", "b", "a", "a"], outcomes.Select(BatchLife.InputOf));
        Assert.Equal(2, outcomes.Count(outcome => outcome.End == BatchEnd.Ran));
        Assert.All(_runs.Runs.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Another_task_parameter_output_or_workflow_is_another_run()
    {
        var parameter = new RunRequest { TaskName = "detect", Parameters = new Dictionary<string, object?> { ["conf_thres"] = 0.5 } };
        var temporary = new RunRequest { TaskName = "detect", SaveTemporary = true };
        await RunAsync(Options, ["a"]);
        await RunAsync(Options, ["a"], new RunRequest { TaskName = "count" });
        await RunAsync(Options, ["a"], parameter);
        await RunAsync(Options, ["a"], temporary);
        Assert.Equal(4, _runs.Runs["a"]);

        Assert.All(await RunAsync(Options, ["a"], parameter), outcome => Assert.Equal(BatchEnd.Recalled, outcome.End));

        _runs.Workflow = _runs.Workflow.Replace("\"version\": 3", "\"version\": 4", StringComparison.Ordinal);
        using var client = _runs.CreateClient();
        var batch = await JournaledBatch.OpenAsync(client.Deployments, client.Storage, BatchLife.Common, Options, CancellationToken.None);
        Assert.True(batch.HasOtherWorkflow);
        Assert.Equal(BatchEnd.Ran, (await batch.RunAsync(BatchLife.Request("a"), new RunProgress("a"), CancellationToken.None)).End);
        await batch.CloseAsync();
    }

    [Fact]
    public async Task A_run_that_failed_is_told_again_and_run_again_only_if_that_is_wanted()
    {
        _runs.Answer = what => what.StartsWith("uuid", StringComparison.Ordinal) ? FakeRuns.Message(520, """{"message":"no cats"}""") : null;
        var first = Assert.Single(await RunAsync(Options, ["a"]));
        _runs.Answer = _ => null;
        var second = Assert.Single(await RunAsync(Options, ["a"]));

        Assert.Equal((BatchEnd.Failed, ScaleErrorId.WorkflowFailed), (first.End, first.Failure!.ErrorId));
        Assert.Equal((BatchEnd.Failed, ScaleErrorId.WorkflowFailed), (second.End, second.Failure!.ErrorId));
        Assert.Contains("no cats", second.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("-Retry Failed", second.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, _runs.Runs["a"]);

        var third = await RunAsync(new BatchOptions { Folder = Options.Folder, Retry = [BatchRetry.Failed] }, ["a", "a"]);
        Assert.All(third, outcome => Assert.NotNull(outcome.Result));
        Assert.Equal(2, _runs.Runs["a"]);
    }

    [Fact]
    public async Task What_is_retried_and_fails_again_is_not_tried_a_third_time_for_the_same_input()
    {
        _runs.Answer = what => what.StartsWith("uuid", StringComparison.Ordinal) ? FakeRuns.Message(520, """{"message":"no cats"}""") : null;
        await RunAsync(new BatchOptions { Folder = Options.Folder, Retry = [BatchRetry.Failed] }, ["a", "a", "a"]);
        Assert.Equal(1, _runs.Runs["a"]);
    }

    [Fact]
    public async Task A_run_that_a_gateway_may_have_passed_on_is_in_doubt_until_somebody_decides()
    {
        _runs.Answer = what => what == "a" ? FakeRuns.Message(503, """{"detail":"busy"}""") : null;
        var first = Assert.Single(await RunAsync(Options, ["a"]));
        _runs.Answer = _ => null;
        var second = Assert.Single(await RunAsync(Options, ["a"]));

        Assert.Equal((BatchEnd.InDoubt, ScaleErrorId.RunInDoubt), (first.End, first.Failure!.ErrorId));
        Assert.Equal((BatchEnd.InDoubt, ScaleErrorId.RunInDoubt), (second.End, second.Failure!.ErrorId));
        Assert.Contains("busy", second.Failure.Message, StringComparison.Ordinal);
        Assert.False(_runs.Runs.ContainsKey("a"));

        Assert.Equal(BatchEnd.Ran, Assert.Single(await RunAsync(new BatchOptions { Folder = Options.Folder, Retry = [BatchRetry.InDoubt] }, ["a"])).End);
        Assert.Equal(1, _runs.Runs["a"]);
    }

    [Fact]
    public async Task An_outage_leaves_in_doubt_what_was_on_its_way_and_no_more()
    {
        var isDown = false;
        _runs.Delay = TimeSpan.FromMilliseconds(5);
        _runs.Step = step => isDown |= step == "ran 20";
        _runs.Answer = what =>
        {
            var answer = isDown && !what.StartsWith("uuid", StringComparison.Ordinal) ? FakeRuns.Message(502, "{}") : null;
            isDown &= what != "workflow";
            return answer;
        };
        var outcomes = await RunAsync(Options, Enumerable.Range(0, 100).Select(number => $"{number}"));

        Assert.InRange(outcomes.Count(outcome => outcome.End == BatchEnd.InDoubt), 1, BatchOptions.MostRequests);
        Assert.All(outcomes, outcome => Assert.True(outcome.End is BatchEnd.Ran or BatchEnd.InDoubt));
    }

    [Fact]
    public async Task A_run_that_surely_never_began_is_begun_the_next_time()
    {
        _runs.Answer = what => what == "a" ? FakeRuns.Message(413, """{"detail":"too large"}""") : null;
        var first = await RunAsync(Options, ["a", "a"]);
        Assert.All(first, outcome => Assert.Equal((BatchEnd.Failed, ScaleErrorId.PayloadTooLarge), (outcome.End, outcome.Failure!.ErrorId)));
        _runs.Answer = _ => null;

        Assert.Equal(BatchEnd.Ran, Assert.Single(await RunAsync(Options, ["a"])).End);
    }

    [Fact]
    public async Task A_run_that_is_older_than_the_limit_is_lost_and_run_again_only_if_that_is_wanted()
    {
        // As after a crash between the answer and the disk.
        _runs.PollsBefore = int.MaxValue;
        var open = Assert.Single(await RunAsync(new BatchOptions { Folder = Options.Folder, Timeout = TimeSpan.FromMilliseconds(50) }, ["a"]));
        Assert.Equal((BatchEnd.Open, ScaleErrorId.Timeout), (open.End, open.Failure!.ErrorId));

        var later = new FakeClock(start: DateTimeOffset.UtcNow.AddHours(25));
        var lost = Assert.Single(await BatchLife.RunAsync(_client, Options, ["a"], clock: later));
        Assert.Equal((BatchEnd.Lost, ScaleErrorId.NoResults), (lost.End, lost.Failure!.ErrorId));
        Assert.Contains("-LostAfter", lost.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(BatchEnd.Lost, Assert.Single(await RunAsync(Options, ["a"])).End);
        Assert.Equal(1, _runs.Runs["a"]);

        _runs.PollsBefore = 0;
        Assert.Equal(BatchEnd.Ran, Assert.Single(await RunAsync(new BatchOptions { Folder = Options.Folder, Retry = [BatchRetry.Lost] }, ["a"])).End);
    }

    [Fact]
    public async Task A_result_that_is_there_is_taken_however_old_the_run_is()
    {
        _runs.PollsBefore = int.MaxValue;
        await RunAsync(new BatchOptions { Folder = Options.Folder, Timeout = TimeSpan.FromMilliseconds(20) }, ["a"]);
        _runs.PollsBefore = 0;
        var later = new FakeClock(start: DateTimeOffset.UtcNow.AddHours(25));
        Assert.Equal(BatchEnd.Ran, Assert.Single(await BatchLife.RunAsync(_client, Options, ["a"], clock: later)).End);
    }

    [Fact]
    public async Task A_result_that_the_service_does_not_have_any_more_is_named_and_counted()
    {
        _runs.Answer = what => what.StartsWith("uuid", StringComparison.Ordinal) ? FakeRuns.Message(404, """{"detail":"gone"}""") : null;
        var lost = Assert.Single(await RunAsync(Options, ["a"]));
        Assert.Equal((BatchEnd.Lost, ScaleErrorId.NoResults), (lost.End, lost.Failure!.ErrorId));
        Assert.Contains("uuid-1", lost.Failure.Message, StringComparison.Ordinal);
        Assert.Equal([JournalState.Lost], JournalReader.Read(Options.Folder).Select(entry => entry.State));
    }

    [Fact]
    public async Task A_batch_whose_every_run_fails_stops_before_it_has_cost_everything()
    {
        _runs.Answer = what => what.StartsWith("uuid", StringComparison.Ordinal) ? FakeRuns.Message(520, """{"message":"no"}""") : null;
        var options = new BatchOptions { Folder = Options.Folder, MaxFailures = FailureLimit.Parse("3") };
        var batch = await JournaledBatch.OpenAsync(_client.Deployments, _client.Storage, BatchLife.Common, options, CancellationToken.None);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => batch.RunAsync(BatchLife.Request($"{number}"), new RunProgress(""), CancellationToken.None)));
        await batch.CloseAsync();

        Assert.Equal(4, _runs.Runs.Count);
        Assert.Equal((4, 96), (outcomes.Count(outcome => outcome.End == BatchEnd.Failed), outcomes.Count(outcome => outcome.End == BatchEnd.NotBegun)));
        Assert.Equal(ScaleErrorId.WorkflowFailed, batch.Stopped!.ErrorId);
        Assert.Contains("4 of 4", batch.Stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_runs_are_under_way_than_wanted_and_no_more_requests_than_the_service_takes()
    {
        var (underWay, most, gate) = (0, 0, new object());
        _runs.PollsBefore = 2;
        _runs.Delay = TimeSpan.FromMilliseconds(5);
        _runs.Step = step =>
        {
            lock (gate)
            {
                underWay += step.StartsWith("run ", StringComparison.Ordinal) ? 1 : step.StartsWith("gave ", StringComparison.Ordinal) ? -1 : 0;
                most = Math.Max(most, underWay);
            }
        };
        await RunAsync(new BatchOptions { Folder = Options.Folder, MaxPending = 20, Requests = 4 }, Enumerable.Range(0, 60).Select(number => $"{number}"));
        Assert.Equal(20, most);
        Assert.Equal((4, 4), (_runs.MostSubmissions, _runs.MostQuestions));
    }

    [Fact]
    public async Task Shards_take_each_input_once_and_are_told_apart()
    {
        var ends = new List<BatchOutcome>();
        for (var shard = 1; shard <= 4; shard++)
        {
            ends.AddRange(await RunAsync(new BatchOptions { Folder = Options.Folder, Shard = new Shard(shard, 4) }, Inputs));
        }

        Assert.Equal(Inputs.Order(), ends.Where(outcome => outcome.End == BatchEnd.Ran).Select(BatchLife.InputOf).Order());
        Assert.Equal(3 * Inputs.Length, ends.Count(outcome => outcome.End == BatchEnd.Elsewhere));
        Assert.All(_runs.Runs.Values, count => Assert.Equal(1, count));
        Assert.Equal(Inputs.Length, JournalReader.Read(Options.Folder).Count());
    }

    [Fact]
    public async Task Stopping_keeps_what_comes_and_says_of_the_rest_how_far_it_is()
    {
        using var stop = new CancellationTokenSource();
        _runs.PollsBefore = int.MaxValue;
        var asked = 0;
        _runs.Step = step =>
        {
            if (step.StartsWith("asked", StringComparison.Ordinal) && Interlocked.Increment(ref asked) == 6)
            {
                stop.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BatchLife.RunAsync(_client, Options, Inputs, cancellationToken: stop.Token));
        _runs.Step = _ => { };

        _runs.PollsBefore = 0;
        var outcomes = await RunAsync(Options, Inputs);
        Assert.All(outcomes, outcome => Assert.Equal(BatchEnd.Ran, outcome.End));
        Assert.All(_runs.Runs.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task A_result_that_was_spoilt_on_disk_is_told_and_run_again_only_if_that_is_wanted()
    {
        await RunAsync(Options, ["a"]);
        File.WriteAllText(Path.Combine(Options.Folder, "results", "uuid-1.json"), "[]");
        Assert.Equal(ScaleErrorId.JournalDamaged, Assert.Single(await RunAsync(Options, ["a"])).Failure!.ErrorId);
        Assert.NotNull(Assert.Single(await RunAsync(new BatchOptions { Folder = Options.Folder, Retry = [BatchRetry.Lost] }, ["a"])).Result);
        Assert.Equal(2, _runs.Runs["a"]);
    }

    private Task<IReadOnlyList<BatchOutcome>> RunAsync(BatchOptions options, IEnumerable<string> inputs, RunRequest? common = null) =>
        BatchLife.RunAsync(_client, options, inputs, common: common);
}
