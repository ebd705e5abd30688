using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Tests.Deployments.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Deployments;

public sealed class SubmitTests : IDisposable
{
    private const string Accepted = """{"uuid":"u1","state":"PENDING","eta":[null,null],"next_poll_in":500,"next_poll_long":true}""";

    private readonly TestClient _client = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("ik-submit-").FullName;

    public void Dispose()
    {
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_run_tells_what_it_is()
    {
        _client.Service.Then(200, Accepted);
        var progress = new RunProgress("x");
        Assert.Equal("SENDING", progress.State);

        var run = await SubmitAsync(new RunRequest { Inputs = [RunInput.FromJson("""{"TEXT":{}}""")] }, progress);

        Assert.Equal(("u1", "PENDING", "count", "TEXT"), (run.Uuid, run.State, run.TaskName, run.Input));
        Assert.Equal(TestClient.Endpoint, run.Endpoint);
        Assert.Equal(_client.Clock.GetUtcNow().UtcDateTime, run.SubmittedAt);
        Assert.Equal(TimeSpan.FromMilliseconds(500), run.Advice!.NextPollIn);
        Assert.Same(run, progress.Run);
        var request = Assert.Single(_client.Service.Runs);
        Assert.Equal(("PUT", "/api/run", "?advice=true"), (request.Method, request.Path, request.Query));
        AssertJson("""{"inputs":[{"TEXT":{}}],"outputs":[{"task_name":"count","save_temporary":false}],"parameters":[]}""", request.Body);
        Assert.Equal(request.Body!.Length, request.Length);
    }

    [Fact]
    public async Task Older_deployments_answer_the_bare_uuid()
    {
        _client.Service.Then(200, "\"old-uuid\"");

        var run = await SubmitAsync(new RunRequest());

        Assert.Equal(("old-uuid", "PENDING", null), (run.Uuid, run.State, run.Advice));
        AssertJson("[]", JObject.Parse(_client.Service.Runs.Single().Body!)["inputs"]!.ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    public async Task An_answer_without_a_uuid_is_an_error(string answer)
    {
        _client.Service.Then(200, answer);

        var error = await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest()));

        Assert.Equal(ScaleErrorId.InvalidResponse, error.ErrorId);
    }

    [Fact]
    public async Task What_may_have_arrived_is_not_sent_again()
    {
        _client.Service.ThenFail(new ScaleException(ScaleErrorId.NetworkError, "The connection was reset.") { IsTransient = true, MayHaveArrived = true });

        var error = await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest()));

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.Contains("may have started", error.Message, StringComparison.Ordinal);
        Assert.Single(_client.Service.Runs);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task An_error_after_the_deed_is_not_repeated(int status)
    {
        _client.Service.Then(status, null);

        await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest()));

        Assert.Single(_client.Service.Runs);
    }

    [Fact]
    public async Task What_never_left_or_was_turned_away_is_sent_again()
    {
        _client.Service
            .ThenFail(new ScaleException(ScaleErrorId.NetworkError, "refused") { IsTransient = true, MayHaveArrived = false })
            .Then(429, null)
            .Then(429, null)
            .Then(200, Accepted);

        var run = await SubmitAsync(new RunRequest { Inputs = [RunInput.FromBytes(Convert.FromBase64String(Documents.Png))] });

        Assert.Equal("u1", run.Uuid);
        Assert.Equal(4, _client.Service.Runs.Count());
        Assert.Single(_client.Service.Runs.Select(request => request.Body).Distinct());
    }

    [Theory]
    [InlineData(400, RunStart.NotStarted)]
    [InlineData(403, RunStart.NotStarted)]
    [InlineData(413, RunStart.NotStarted)]
    [InlineData(422, RunStart.NotStarted)]
    [InlineData(307, RunStart.NotStarted)]
    [InlineData(408, RunStart.Unknown)]
    [InlineData(500, RunStart.Unknown)]
    [InlineData(503, RunStart.Unknown)]
    [InlineData(504, RunStart.Unknown)]
    [InlineData(520, RunStart.Unknown)]
    public async Task A_failure_tells_by_type_whether_the_run_began(int status, RunStart start)
    {
        _client.Service.Then(status, null);
        var progress = new RunProgress("x");

        var failure = await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest(), progress));

        Assert.Equal((start, start), (failure.RunStart, progress.Start));
        Assert.Single(_client.Service.Runs);
    }

    [Fact]
    public async Task A_503_that_says_when_to_come_back_is_not_sent_again_either()
    {
        _client.Service
            .Then(_ =>
            {
                var answer = ScriptedService.Message(503, null);
                answer.Headers.Add("Retry-After", "1");
                return Task.FromResult(answer);
            })
            .Then(200, Accepted);

        var failure = await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest()));

        Assert.Equal(RunStart.Unknown, failure.RunStart);
        Assert.Contains("may have started", failure.Message, StringComparison.Ordinal);
        Assert.Single(_client.Service.Runs);
    }

    [Fact]
    public async Task What_keeps_a_run_from_being_sent_says_so()
    {
        var noFile = await Assert.ThrowsAsync<ScaleException>(
            () => SubmitAsync(new RunRequest { Inputs = [RunInput.FromFile(Path.Combine(_folder, "none.png"))] }));
        var noWord = await Assert.ThrowsAsync<ScaleException>(
            () => SubmitAsync(new RunRequest { BeforeSending = () => throw new ScaleException(ScaleErrorId.InvalidPath, "full") }));

        Assert.Equal(RunStart.NotStarted, noFile.RunStart);
        Assert.Equal("full", noWord.Message);
        Assert.Empty(_client.Service.Runs);
    }

    [Fact]
    public async Task Who_stops_while_the_answer_is_on_its_way_still_learns_the_uuid()
    {
        using var stop = new CancellationTokenSource();
        _client.Service.Then(async token =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
            return ScriptedService.Message(200, Accepted);
        });

        var run = await _client.Deployments.SubmitAsync(new RunRequest(), progress: null, stop.Token);

        Assert.Equal("u1", run.Uuid);
    }

    [Fact]
    public async Task Who_stops_does_not_wait_for_the_answer_for_ever()
    {
        using var stop = new CancellationTokenSource();
        var progress = new RunProgress("x");
        _client.Service.Then(async token =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return null!;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _client.Clock.RunAsync(_client.Deployments.SubmitAsync(new RunRequest(), progress, stop.Token)));

        Assert.Equal(RunStart.Unknown, progress.Start);
    }

    [Fact]
    public async Task What_is_stopped_before_its_last_bytes_leave_surely_does_not_begin()
    {
        using var stop = new CancellationTokenSource();
        var progress = new RunProgress("x");
        var request = new RunRequest { BeforeSending = () => stop.CancelAsync() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.Deployments.SubmitAsync(request, progress, stop.Token));

        Assert.Equal(RunStart.NotStarted, progress.Start);
        Assert.All(_client.Service.Runs, run => Assert.Null(run.Body));
    }

    [Fact]
    public async Task An_answer_without_a_uuid_has_begun()
    {
        _client.Service.Then(200, "{}").Then(200, "nonsense");
        Assert.Equal(RunStart.Started, (await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest()))).RunStart);
        Assert.Equal(RunStart.Started, (await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest()))).RunStart);
    }

    [Fact]
    public async Task A_body_that_is_too_large_points_to_the_way_around()
    {
        _client.Service.Then(413, null);

        var error = await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest()));

        Assert.Equal(ScaleErrorId.PayloadTooLarge, error.ErrorId);
        Assert.Contains("-SaveTemporary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_told_before_anything_is_sent()
    {
        var error = await Assert.ThrowsAsync<ScaleException>(() => SubmitAsync(new RunRequest { TaskName = "sharpen" }));

        Assert.Equal(ScaleErrorId.TaskNotFound, error.ErrorId);
        Assert.Empty(_client.Service.Runs);
    }

    [Fact]
    public async Task The_workflow_is_asked_for_once()
    {
        _client.Service.Then(200, Accepted).Then(200, Accepted);

        await SubmitAsync(new RunRequest());
        await SubmitAsync(new RunRequest());
        await Task.WhenAll(_client.Deployments.GetAsync(), _client.Deployments.GetAsync());

        Assert.Single(_client.Service.Requests, request => request.Path == "/workflow");
    }

    [Fact]
    public async Task A_name_that_an_old_copy_does_not_have_is_looked_for_in_a_new_one()
    {
        await _client.Deployments.GetAsync();
        _client.Service.Workflow = Documents.Workflow.Replace("\"count\"", "\"count2\"", StringComparison.Ordinal);
        var request = new RunRequest { TaskName = "count2" };

        var early = await Assert.ThrowsAsync<ScaleException>(() => _client.Deployments.CheckAsync(request));
        await _client.Clock.RunAsync(PassTimeAsync());
        var task = await _client.Deployments.CheckAsync(request);

        Assert.Equal(ScaleErrorId.TaskNotFound, early.ErrorId);
        Assert.Equal("count2", task);
    }

    [Fact]
    public async Task Image_files_are_streamed_as_base64_with_their_length_told()
    {
        // One byte more than whole pieces, so that pieces and padding both show.
        var content = new byte[(3 * 48 * 1024) + 1];
        Random.Shared.NextBytes(content);
        var file = Path.Combine(_folder, "photo.JPG");
        await File.WriteAllBytesAsync(file, content);
        _client.Service.Then(200, Accepted);

        var run = await SubmitAsync(new RunRequest { Inputs = [RunInput.FromFile(file), RunInput.FromBytes([1, 2], "image")] });

        var request = _client.Service.Runs.Single();
        Assert.Equal(request.Body!.Length, request.Length);
        var inputs = JObject.Parse(request.Body)["inputs"]!;
        Assert.Equal(Convert.ToBase64String(content), (string?)inputs[0]!["image"]);
        Assert.Equal("AQI=", (string?)inputs[1]!["image"]);
        Assert.Equal($"{file}, 2 bytes", run.Input);
    }

    private Task<IkDeploymentRun> SubmitAsync(RunRequest request, RunProgress? progress = null) =>
        _client.Clock.RunAsync(_client.Deployments.SubmitAsync(request, progress));

    private async Task<bool> PassTimeAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(11), _client.Clock);
        return true;
    }

    private static void AssertJson(string expected, string? actual) => Assert.True(JToken.DeepEquals(JToken.Parse(expected), JToken.Parse(actual!)), actual);
}
