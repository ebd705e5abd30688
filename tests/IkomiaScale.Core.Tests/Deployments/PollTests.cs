using IkomiaScale.Deployments;
using IkomiaScale.Tests.Deployments.Support;

namespace IkomiaScale.Tests.Deployments;

/// <summary>A question for a run: one alone, one that cannot be asked, and one that nobody waits for any more.</summary>
public sealed class PollTests : IDisposable
{
    private readonly TestClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task One_question_gives_the_fresh_state_or_the_results()
    {
        _client.Service.Then(202, """{"uuid":"u1","state":"STARTED","eta":[1000,2500],"next_poll_in":750,"next_poll_long":false}""").Then(202, "null").Then(200, Documents.Results());

        var running = await _client.Deployments.PollAsync(TestClient.Run);
        var silent = await _client.Deployments.PollAsync(running.Run);
        var done = await _client.Deployments.PollAsync(silent.Run, hold: true);

        Assert.Equal(("STARTED", null), (running.Run.State, running.Result));
        Assert.Equal(TimeSpan.FromMilliseconds(750), running.Advice!.NextPollIn);
        Assert.Equal("STARTED", silent.Run.State);
        Assert.Null(silent.Advice);
        Assert.Equal(("SUCCESS", "SUCCESS"), (done.Run.State, done.Result!.State));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task A_uuid_that_cannot_be_one_is_refused(string uuid)
    {
        var error = await Assert.ThrowsAsync<ScaleException>(() => _client.Deployments.PollAsync(new IkDeploymentRun { Uuid = uuid }));

        Assert.Equal(ScaleErrorId.InvalidInput, error.ErrorId);
        Assert.Empty(_client.Service.Requests);
    }

    [Fact]
    public async Task A_run_of_another_deployment_is_refused()
    {
        var run = new IkDeploymentRun { Uuid = "u1", Endpoint = new Uri("https://other.example/") };

        var error = await Assert.ThrowsAsync<ScaleException>(() => _client.Deployments.WaitAsync(run));

        Assert.Equal(ScaleErrorId.InvalidInput, error.ErrorId);
    }

    [Fact]
    public async Task A_question_that_is_left_behind_still_brings_the_results()
    {
        using var stop = new CancellationTokenSource();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        Task<RunPoll>? left = null;
        _client.Service.Then(async token =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
            return await answer.Task;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.Clock.RunAsync(
            _client.Deployments.WaitAsync(TestClient.Run, new WaitOptions { LeftBehind = poll => left = poll }, stop.Token)));
        answer.SetResult(ScriptedService.Message(200, Documents.Results(Documents.Detections)));

        Assert.Equal("SUCCESS", (await left!).Result!.State);
    }

    [Fact]
    public async Task A_question_is_left_behind_too_when_the_time_is_up()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        Task<RunPoll>? left = null;
        _client.Service.Then(_ => answer.Task);
        var options = new WaitOptions { LeftBehind = poll => left = poll, Timeout = TimeSpan.FromSeconds(10) };

        var failure = await Assert.ThrowsAsync<ScaleException>(() => _client.Clock.RunAsync(_client.Deployments.WaitAsync(TestClient.Run, options)));
        answer.SetResult(ScriptedService.Message(200, Documents.Results(Documents.Detections)));

        Assert.Equal(ScaleErrorId.Timeout, failure.ErrorId);
        Assert.Equal("SUCCESS", (await left!).Result!.State);
    }
}
