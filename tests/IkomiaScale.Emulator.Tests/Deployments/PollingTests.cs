using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Deployments;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Deployments;

public sealed class PollingTests
{
    [Fact]
    public async Task A_run_is_accepted_with_advice_and_passes_through_its_states()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var emulator = await TestEmulator.StartAsync(options => options with { Clock = clock });
        using var submitted = await emulator.SubmitAsync(Runs.Slow(400));
        var advice = await submitted.JsonAsync();
        var uuid = (string)advice["uuid"]!;
        Assert.Equal(["uuid", "state", "eta", "next_poll_in", "next_poll_long"], advice.AsObject().Select(property => property.Key));
        Assert.Contains((string)advice["state"]!, (string[])["PENDING", "STARTED"]);
        Assert.Equal(2, advice["eta"]!.AsArray().Count);

        await Eventually.HoldsAsync(async () => (string?)(await StateAsync(emulator, uuid))["state"] == "STARTED", "the run has started");
        using var result = await Eventually.EndsAsync(clock, emulator.PollAsync(uuid), "the run has ended");
        var json = await result.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, result.StatusCode);
        Assert.Equal("SUCCESS", (string?)json["state"]);
        Assert.Single(json["results"]!.AsArray());
        Assert.NotNull(json["eta"]);
    }

    [Fact]
    public async Task A_result_can_be_read_once()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var uuid = await emulator.SubmittedAsync(Runs.Request("describe"));
        using var first = await emulator.PollAsync(uuid);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await first.JsonAsync();
        await Eventually.HoldsAsync(() => emulator.Folder.CountFiles("runs") == 0, "the result is deleted");
        using var second = await emulator.PollAsync(uuid);
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
    }

    [Fact]
    public async Task A_failure_stays_for_a_while()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var uuid = await emulator.SubmittedAsync(Runs.Request("fail"));
        for (var count = 0; count < 2; count++)
        {
            using var answer = await emulator.PollAsync(uuid);
            Assert.Equal(520, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task An_unknown_run_is_still_running_as_far_as_anybody_knows()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var uuid = Guid.NewGuid().ToString();
        using var answer = await emulator.PollAsync(uuid);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("[null,null]", (await answer.JsonAsync())["eta"]!.ToJsonString());
        await Answers.AssertRefusedAsync(emulator.PollAsync("no-uuid"), HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_long_poll_answers_when_the_run_ends()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var emulator = await TestEmulator.StartAsync(options => options with { Clock = clock, LongPoll = TimeSpan.FromMinutes(5) });
        var uuid = await emulator.SubmittedAsync(Runs.Slow(300));
        using var quick = await emulator.PollAsync(uuid, hold: false);
        Assert.Equal(HttpStatusCode.Accepted, quick.StatusCode);
        var question = emulator.PollAsync(uuid);
        await emulator.SeenAsync("results", 2);
        Assert.False(question.IsCompleted);
        using var held = await Eventually.EndsAsync(clock, question, "the run has ended");
        Assert.Equal(HttpStatusCode.OK, held.StatusCode);
    }

    [Fact]
    public async Task A_long_poll_is_bounded()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { LongPoll = TimeSpan.FromMilliseconds(100) });
        using var answer = await emulator.PollAsync(await emulator.SubmittedAsync(Runs.Slow(60_000)));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task A_long_poll_does_not_keep_the_emulator_from_ending()
    {
        var emulator = await TestEmulator.StartAsync(options => options with { LongPoll = TimeSpan.FromMinutes(5) });
        var uuid = await emulator.SubmittedAsync(Runs.Slow(60_000));
        using var client = emulator.Anonymous();
        client.DefaultRequestHeaders.Authorization = emulator.Client.DefaultRequestHeaders.Authorization;
        var held = client.GetAsync($"/api/results/{uuid}?advice=true&long=true");
        await emulator.SeenAsync("results");
        var watch = Stopwatch.StartNew();
        await emulator.DisposeAsync();
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
        using var answer = await held;
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task Runs_wait_for_a_worker_and_all_come_to_an_end()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var emulator = await TestEmulator.StartAsync(options => options with { Clock = clock });
        var uuids = new List<string>();
        for (var index = 0; index < RunWorkers.Count; index++)
        {
            uuids.Add(await emulator.SubmittedAsync(Runs.Slow(2000)));
        }

        uuids.Add(await emulator.SubmittedAsync(Runs.Slow(1)));

        Assert.Equal("PENDING", (string?)(await StateAsync(emulator, uuids[^1]))["state"]);
        var answers = await Eventually.EndsAsync(clock, Task.WhenAll(uuids.Select(uuid => emulator.PollAsync(uuid))), "all runs have ended");
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task Of_two_that_read_a_result_at_once_one_gets_it()
    {
        await using var emulator = await TestEmulator.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var uuid = await emulator.SubmittedAsync(Runs.Request("pass_through", Runs.Image(new byte[200_000])));
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => emulator.PollAsync(uuid)));
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
        }
    }

    [Fact]
    public async Task Results_that_nobody_reads_are_deleted()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var emulator = await TestEmulator.StartAsync(options => options with { Clock = clock, TemporaryLifetime = TimeSpan.FromMinutes(1) });
        var uuid = await emulator.SubmittedAsync(Runs.Request("describe"));
        var failed = await emulator.SubmittedAsync(Runs.Request("fail"));
        await Eventually.HoldsAsync(async () => (int)(await emulator.PollAsync(failed, hold: false)).StatusCode == 520, "one run has failed");
        await Eventually.HoldsAsync(
            () => emulator.Folder.CountFiles("runs") == 1 && File.Exists(emulator.Folder.File($"runs/{uuid}.result.json")), "the other's result is all that there is");

        await Eventually.HoldsAsync(() => emulator.Folder.CountFiles("runs") == 0 || Eventually.Passes(clock), "the files of the runs are gone");
        await Eventually.HoldsAsync(
            async () => (int)(await emulator.PollAsync(failed, hold: false)).StatusCode == 202 || Eventually.Passes(clock), "the failure is gone");
        Assert.Equal("PENDING", (string?)(await StateAsync(emulator, uuid))["state"]);
    }

    private static async Task<JsonNode> StateAsync(TestEmulator emulator, string uuid)
    {
        using var answer = await emulator.PollAsync(uuid, hold: false);
        return await answer.JsonAsync();
    }
}
