using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Journal;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Deployments.Batches;

/// <summary>What the journal says at each moment of a run: the next start knows no more than that.</summary>
public sealed class BatchRecordTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeRuns _runs = new();
    private readonly ScaleClient _client;

    public BatchRecordTests()
    {
        _client = _runs.CreateClient();
    }

    private string Folder => _folder.File("batch");

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_step_is_written_down_before_it_is_taken()
    {
        var states = new List<(string, JournalState, string?)>();
        _runs.PollsBefore = 1;
        _runs.Step = step => states.Add((step, Only().State, Only().Uuid));

        await RunAsync(new BatchOptions { Folder = Folder }, "a");

        Assert.Equal(
            [
                ("run a", JournalState.Intended, null),
                ("ran a", JournalState.Intended, null),
                ("ask uuid-1", JournalState.Receiving, "uuid-1"),
                ("asked uuid-1", JournalState.Receiving, "uuid-1"),
                ("ask uuid-1", JournalState.Receiving, "uuid-1"),
                ("gave uuid-1", JournalState.Receiving, "uuid-1"),
            ],
            states);
        Assert.Equal(JournalState.Received, Only().State);
        Assert.True(Only().Size > 0);
        Assert.Equal(64, Only().Sha256!.Length);
    }

    [Fact]
    public async Task After_an_answer_without_results_they_have_surely_not_been_taken()
    {
        _runs.PollsBefore = int.MaxValue;

        var open = Assert.Single(await RunAsync(new BatchOptions { Folder = Folder, Timeout = TimeSpan.FromMilliseconds(20) }, "a"));

        Assert.Equal(BatchEnd.Open, open.End);
        Assert.Equal(JournalState.Submitted, Only().State);
    }

    [Theory]
    [InlineData(202, false, "no longer knows")]
    [InlineData(502, true, "may be lost")]
    public async Task Only_a_question_that_a_gateway_answered_may_have_taken_the_results(int status, bool mayBeTaken, string why)
    {
        _runs.Answer = what => what == "uuid-1" ? FakeRuns.Message(status, """{"detail":"busy"}""") : null;
        var options = new BatchOptions { Folder = Folder, Timeout = TimeSpan.FromMilliseconds(20) };

        Assert.Equal(BatchEnd.Open, Assert.Single(await RunAsync(options, "a")).End);
        Assert.Equal(mayBeTaken ? JournalState.Receiving : JournalState.Submitted, Only().State);

        _runs.Answer = _ => null;
        _runs.PollsBefore = int.MaxValue;
        var lost = Assert.Single(await RunAsync(new BatchOptions { Folder = Folder, LostAfter = TimeSpan.Zero }, "a"));
        Assert.Equal(BatchEnd.Lost, lost.End);
        Assert.Contains(why, lost.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_not_sent_when_the_batch_stops_surely_never_began()
    {
        using var stop = new CancellationTokenSource();
        using var goOn = new ManualResetEventSlim();
        using var isSending = new ManualResetEventSlim();
        _runs.Step = step =>
        {
            if (step == "run a")
            {
                isSending.Set();
                goOn.Wait();
            }
        };
        var options = new BatchOptions { Folder = Folder, Requests = 1 };
        var batch = await JournaledBatch.OpenAsync(_client.Deployments, _client.Storage, BatchLife.Common, options, CancellationToken.None);
        var first = Task.Run(() => batch.RunAsync(BatchLife.Request("a"), new RunProgress("a"), CancellationToken.None));
        await Eventually.HoldsAsync(() => isSending.IsSet, "the first is being sent");
        var second = batch.RunAsync(BatchLife.Request("b"), new RunProgress("b"), stop.Token);
        await Eventually.HoldsAsync(() => JournalReader.Read(Folder).Count() == 2, "the second is written down");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        var unsent = Assert.Single(JournalReader.Read(Folder), entry => entry.State == JournalState.Failed);
        Assert.Equal((true, nameof(ScaleErrorId.Cancelled)), (unsent.NeverBegan, unsent.Error));
        goOn.Set();
        Assert.Equal(BatchEnd.Ran, (await first).End);
        await batch.CloseAsync();

        Assert.Equal([BatchEnd.Recalled, BatchEnd.Ran], (await RunAsync(options, "a", "b")).Select(outcome => outcome.End));
        Assert.All(_runs.Runs.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task A_run_that_was_in_doubt_once_is_not_begun_again_by_the_same_batch()
    {
        _runs.Answer = what => what == "a" ? FakeRuns.Message(503, """{"detail":"busy"}""") : null;
        var options = new BatchOptions { Folder = Folder, Retry = [BatchRetry.InDoubt] };
        var batch = await JournaledBatch.OpenAsync(_client.Deployments, _client.Storage, BatchLife.Common, options, CancellationToken.None);
        Assert.Equal(BatchEnd.InDoubt, (await batch.RunAsync(BatchLife.Request("a"), new RunProgress("a"), CancellationToken.None)).End);
        _runs.Answer = _ => null;

        Assert.Equal(BatchEnd.InDoubt, (await batch.RunAsync(BatchLife.Request("a"), new RunProgress("a"), CancellationToken.None)).End);
        await batch.CloseAsync();

        Assert.Empty(_runs.Runs);
    }

    [Fact]
    public async Task How_a_batch_ended_is_counted_in_one_line()
    {
        _runs.Answer = what => what switch
        {
            "failed" => FakeRuns.Message(413, "{}"),
            "doubt" => FakeRuns.Message(503, "{}"),
            _ => null,
        };
        await RunAsync(new BatchOptions { Folder = Folder }, "old");
        var batch = await JournaledBatch.OpenAsync(
            _client.Deployments, _client.Storage, BatchLife.Common, new BatchOptions { Folder = Folder }, CancellationToken.None);
        Assert.False(batch.HasOtherWorkflow);
        Assert.False(batch.WasTorn);
        foreach (var input in new[] { "old", "new", "failed", "doubt" })
        {
            await batch.RunAsync(BatchLife.Request(input), new RunProgress(input), CancellationToken.None);
        }

        await batch.CloseAsync();

        Assert.Equal("1 run, 1 recalled, 1 failed, 1 in doubt, 0 lost.", batch.Counts.ToString());
    }

    private JournalEntry Only() => Assert.Single(JournalReader.Read(Folder));

    private Task<IReadOnlyList<BatchOutcome>> RunAsync(BatchOptions options, params string[] inputs) => BatchLife.RunAsync(_client, options, inputs);
}
