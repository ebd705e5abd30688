using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Polling;
using IkomiaScale.Tests.Deployments.Support;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Deployments;

public sealed class WaitTests : IDisposable
{
    private const string Running = """{"uuid":"u1","state":"STARTED","eta":[1000,2500],"next_poll_in":750,"next_poll_long":false}""";

    private readonly TestClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void The_curve_is_the_official_one()
    {
        Assert.Equal(219.74, PollSchedule.Curve(0).TotalMilliseconds, 2);
        Assert.Equal(10000, PollSchedule.Curve(15).TotalMilliseconds, 6);
        Assert.Equal(20000, PollSchedule.Curve(99).TotalMilliseconds, 3);
    }

    [Fact]
    public async Task Without_advice_questions_follow_the_curve()
    {
        for (var poll = 0; poll < 20; poll++)
        {
            _client.Service.Then(202, "null");
        }

        _client.Service.Then(200, "[]");
        var start = _client.Clock.GetUtcNow();

        await _client.WaitAsync();

        var waits = _client.Waits(start);
        Assert.Equal(21, waits.Count);
        for (var poll = 0; poll < waits.Count; poll++)
        {
            Assert.Equal((int)PollSchedule.Curve(poll).TotalMilliseconds, waits[poll]);
        }
    }

    [Fact]
    public async Task Advice_is_followed_and_shown()
    {
        var progress = new RunProgress("a.png");
        _client.Service
            .Then(202, Running)
            .Then(_ =>
            {
                Assert.Equal("STARTED", progress.State);
                Assert.Equal(TimeSpan.FromSeconds(2.5), progress.Advice!.EtaHigh);
                return Task.FromResult(ScriptedService.Message(202, """{"state":"NEARLY","eta":[null,null],"next_poll_in":0,"next_poll_long":true}"""));
            })
            .Then(200, Documents.Results(Documents.Text));
        var start = _client.Clock.GetUtcNow();

        var result = await _client.WaitAsync(new WaitOptions { Progress = progress });

        Assert.IsType<IkTextOutput>(Assert.Single(result.Outputs));
        Assert.Equal([219, 750, 100], _client.Waits(start));
        Assert.Equal(
            ["?advice=true&long=false", "?advice=true&long=false", "?advice=true&long=true"], _client.Service.Runs.Select(request => request.Query));
        Assert.Equal("SUCCESS", progress.State);
        Assert.True(progress.IsReceiving);
    }

    [Fact]
    public async Task A_connection_that_gives_up_early_does_not_ask_to_be_held()
    {
        using var client = new TestClient(TimeSpan.FromSeconds(20));
        client.Service.Then(202, """{"next_poll_in":0,"next_poll_long":true}""").Then(200, "[]");
        var start = client.Clock.GetUtcNow();

        await client.WaitAsync();

        Assert.All(client.Service.Runs, request => Assert.EndsWith("long=false", request.Query, StringComparison.Ordinal));
        Assert.Equal((int)PollSchedule.Curve(1).TotalMilliseconds, client.Waits(start)[1]);
    }

    [Fact]
    public async Task The_timeout_ends_the_wait_with_a_last_question()
    {
        for (var poll = 0; poll < 10; poll++)
        {
            _client.Service.Then(202, "null");
        }

        var start = _client.Clock.GetUtcNow();

        var error = await Assert.ThrowsAsync<ScaleException>(() => _client.WaitAsync(new WaitOptions { Timeout = TimeSpan.FromSeconds(1) }));

        Assert.Equal((ScaleErrorId.Timeout, "u1"), (error.ErrorId, error.Target));
        Assert.Contains("Receive-IkDeploymentRun -Uuid u1 -Endpoint https://deployment.example/", error.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), _client.Clock.GetUtcNow() - start);
        Assert.Equal(start.AddSeconds(1), _client.Service.Runs.Last().At);
    }

    [Fact]
    public async Task A_question_that_hangs_is_given_up_soon_after_the_timeout()
    {
        _client.Service.Then(async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return ScriptedService.Message(202, null);
        });
        var start = _client.Clock.GetUtcNow();

        var error = await Assert.ThrowsAsync<ScaleException>(() => _client.WaitAsync(new WaitOptions { Timeout = TimeSpan.FromSeconds(2) }));

        Assert.Equal(ScaleErrorId.Timeout, error.ErrorId);
        Assert.InRange(_client.Clock.GetUtcNow() - start, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task A_limit_that_is_reached_between_headers_and_body_does_not_lose_the_result()
    {
        _client.Service.Then(_ =>
        {
            // The only thing that is waited for is the limit of this question.
            Assert.True(_client.Clock.AdvanceToNext());
            return Task.FromResult(ScriptedService.Message(200, Documents.Results(Documents.Text)));
        });

        var result = await _client.WaitAsync(new WaitOptions { Timeout = TimeSpan.FromMilliseconds(1) });

        Assert.Null(result.Problem);
        Assert.Single(result.Outputs);
    }

    [Fact]
    public async Task Passing_failures_do_not_lose_the_run()
    {
        _client.Service
            .ThenFail(new ScaleException(ScaleErrorId.NetworkError, "reset") { IsTransient = true })
            .Then(502, "<html>bad gateway</html>")
            .Then(500, """{"detail":"database is restarting"}""")
            .Then(202, Running)
            .Then(200, Documents.Results());
        var start = _client.Clock.GetUtcNow();

        var result = await _client.WaitAsync();

        Assert.Equal("SUCCESS", result.State);
        Assert.Equal([219, 1000, 2000, 4000, 750], _client.Waits(start));
    }

    [Fact]
    public async Task The_states_of_a_run_and_what_it_waits_for_are_told()
    {
        using var client = new TestClient(TimeSpan.FromSeconds(20));
        client.Service
            .Then(202, Running)
            .Then(202, Running)
            .Then(502, """{"detail":"restarting"}""")
            .Then(200, Documents.Results());

        var heard = await Overheard.WhileAsync(() => client.WaitAsync());

        Assert.Collection(
            heard,
            text => Assert.Contains("-TimeoutSec", text, StringComparison.Ordinal),
            text => Assert.Equal("Run 'u1' is STARTED.", text),
            text => Assert.Matches("restarting.* Requesting run 'u1' again in 1 s", text),
            text => Assert.Equal("Run 'u1' is SUCCESS.", text));
    }

    [Fact]
    public async Task An_outage_without_end_is_told()
    {
        for (var poll = 0; poll < 100; poll++)
        {
            _client.Service.Then(502, null);
        }

        var error = await Assert.ThrowsAsync<ScaleException>(() => _client.WaitAsync(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan }));

        Assert.Equal(ScaleErrorId.ServiceUnavailable, error.ErrorId);
        Assert.Contains("The run continues", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(520, """{"message":"CUDA out of memory"}""", "CUDA out of memory")]
    [InlineData(500, """{"message":"Workflow Run Error"}""", "Workflow Run Error")]
    public async Task A_failed_workflow_is_told_once(int status, string body, string expected)
    {
        _client.Service.Then(202, Running).Then(status, body);

        var error = await Assert.ThrowsAsync<ScaleException>(() => _client.WaitAsync(run: new IkDeploymentRun { Uuid = "u1", Input = "a.png" }));

        Assert.Equal((ScaleErrorId.WorkflowFailed, "u1", status), (error.ErrorId, error.Target, error.StatusCode));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("a.png", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, _client.Service.Runs.Count());
    }

    [Theory]
    [InlineData(404, ScaleErrorId.NoResults)]
    [InlineData(410, ScaleErrorId.NoResults)]
    [InlineData(403, ScaleErrorId.Forbidden)]
    [InlineData(422, ScaleErrorId.InvalidInput)]
    public async Task Refusals_end_the_wait(int status, ScaleErrorId expected)
    {
        _client.Service.Then(status, """{"detail":"no"}""");

        var error = await Assert.ThrowsAsync<ScaleException>(() => _client.WaitAsync());

        Assert.Equal((expected, "u1"), (error.ErrorId, error.Target));
        Assert.Single(_client.Service.Runs);
    }

    [Fact]
    public async Task A_200_that_breaks_off_is_not_asked_again_and_what_arrived_is_kept()
    {
        _client.Service.Then(_ => Task.FromResult(BrokenBody.Message("{\"results\":[{\"DATA")));

        var result = await _client.WaitAsync();

        Assert.Equal("{\"results\":[{\"DATA", result.Raw);
        Assert.Equal(ScaleErrorId.NetworkError, result.Failure!.ErrorId);
        Assert.Contains("only once", result.Problem, StringComparison.Ordinal);
        Assert.Single(_client.Service.Runs);
    }

    [Fact]
    public async Task A_200_that_is_no_JSON_is_kept()
    {
        _client.Service.Then(200, "<html>");

        var result = await _client.WaitAsync();

        Assert.Equal("<html>", result.Raw);
        Assert.Equal(ScaleErrorId.InvalidResponse, result.Failure!.ErrorId);
    }

    [Fact]
    public async Task A_202_that_breaks_off_is_an_answer_without_advice()
    {
        var broken = BrokenBody.Message("{\"sta");
        broken.StatusCode = System.Net.HttpStatusCode.Accepted;
        _client.Service.Then(_ => Task.FromResult(broken)).Then(200, "[]");

        Assert.Equal("SUCCESS", (await _client.WaitAsync()).State);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_at_once()
    {
        using var stop = new CancellationTokenSource();
        _client.Service.Then(_ =>
        {
            stop.Cancel();
            return Task.FromResult(ScriptedService.Message(202, Running));
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.WaitAsync(cancellationToken: stop.Token));
    }

    [Fact]
    public async Task A_run_of_nowhere_is_of_this_deployment()
    {
        _client.Service.Then(202, Running);

        var failure = await Assert.ThrowsAsync<ScaleException>(() => _client.WaitAsync(new WaitOptions { Timeout = TimeSpan.Zero }, new IkDeploymentRun { Uuid = "u1" }));

        Assert.Contains($"-Endpoint {TestClient.Endpoint}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_has_the_run_before_the_first_answer()
    {
        var progress = new RunProgress("x");
        _client.Service.Then(_ =>
        {
            Assert.Equal("u1", progress.Run!.Uuid);
            return Task.FromResult(ScriptedService.Message(200, "[]"));
        });

        await _client.WaitAsync(new WaitOptions { Progress = progress });
    }

    [Fact]
    public async Task A_limit_of_thirty_seconds_is_too_short_to_be_held()
    {
        using var client = new TestClient(TimeSpan.FromSeconds(30));
        client.Service.Then(202, """{"state":"STARTED","next_poll_in":0,"next_poll_long":true}""").Then(200, "[]");

        await client.WaitAsync();

        Assert.All(client.Service.Runs, request => Assert.Contains("long=false", request.Query, StringComparison.Ordinal));
    }
}
