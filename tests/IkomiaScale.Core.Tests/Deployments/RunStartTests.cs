using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Tests.Deployments.Support;

namespace IkomiaScale.Tests.Deployments;

/// <summary>What a submission says of the run that it began, or did not begin.</summary>
public sealed class RunStartTests : IDisposable
{
    private readonly TestClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_run_has_the_state_that_the_service_says()
    {
        _client.Service.Then(200, """{"uuid":"u1","state":"QUEUED"}""");

        var run = await SubmitAsync(new RunRequest());

        Assert.Equal(("QUEUED", null), (run.State, run.Input));
        Assert.Empty(run.Sources!);
    }

    [Fact]
    public async Task A_run_without_a_uuid_has_begun_all_the_same()
    {
        _client.Service.Then(200, """{"id":"u1"}""");
        var progress = new RunProgress("x");

        var failure = await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest(), progress));

        Assert.Equal((RunStart.Started, RunStart.Started), (progress.Start, failure.RunStart));
        Assert.Equal((TestClient.Endpoint.AbsoluteUri, """{"id":"u1"}"""), (failure.Target, failure.Detail));
    }

    [Fact]
    public async Task What_never_reached_the_service_has_not_begun()
    {
        for (var times = 0; times < 5; times++)
        {
            _client.Service.ThenFail(new ScaleException(ScaleErrorId.NetworkError, "Refused.") { IsTransient = true, MayHaveArrived = false });
        }

        var progress = new RunProgress("x");
        var failure = await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest { Inputs = [RunInput.FromJson("""{"A":1}"""), RunInput.FromJson("""{"B":1}""")] }, progress));

        Assert.Equal((RunStart.NotStarted, RunStart.NotStarted), (progress.Start, failure.RunStart));
        Assert.Equal("The run on A, B could not be submitted. Refused.", failure.Message);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_means_that_it_has_begun()
    {
        _client.Service.Then(200, "<html>");

        Assert.Equal(RunStart.Started, (await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest()))).RunStart);
    }

    [Fact]
    public async Task A_redirect_means_that_it_has_not()
    {
        _client.Service.Then(300, null);

        var failure = await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest()));

        Assert.Equal(RunStart.NotStarted, failure.RunStart);
        Assert.StartsWith("The run could not be submitted. ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("QUEUED", "QUEUED")]
    [InlineData(null, "STARTED")]
    public void The_progress_has_the_last_known_state(string? state, string shown)
    {
        var progress = new RunProgress("x");
        Assert.Equal((RunProgress.Sending, RunStart.NotStarted), (progress.State, progress.Start));

        progress.ReportRun(new IkDeploymentRun { Uuid = "u1", State = state }, DateTimeOffset.UnixEpoch);

        Assert.Equal((shown, RunStart.Started), (progress.State, progress.Start));
    }

    private Task<IkDeploymentRun> SubmitAsync(RunRequest request, RunProgress? progress = null) =>
        _client.Clock.RunAsync(_client.Deployments.SubmitAsync(request, progress));
}
