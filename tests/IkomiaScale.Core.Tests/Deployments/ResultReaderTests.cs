using IkomiaScale.Deployments.Polling;
using IkomiaScale.Tests.Deployments.Support;

namespace IkomiaScale.Tests.Deployments;

public sealed class ResultReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 10, TimeSpan.Zero);

    [Fact]
    public void A_result_has_outputs_state_duration_and_the_raw_text()
    {
        var raw = Documents.Results(Documents.Detections, """{"x":1}""");

        var result = Read(raw);

        Assert.Null(result.Problem);
        Assert.Equal("SUCCESS", result.State);
        Assert.Equal(["OBJECT_DETECTION", "x"], result.Outputs.Select(output => output.Type));
        Assert.Equal([0, 1], result.Outputs.Select(output => output.Index));
        Assert.Equal(TimeSpan.FromSeconds(10), result.Duration);
        Assert.Equal(("task", "a.png", raw), (result.TaskName, result.Input, result.Raw));
        Assert.Equal("u1 SUCCESS: OBJECT_DETECTION, x", result.ToString());
    }

    [Fact]
    public void Older_deployments_answer_a_bare_list()
    {
        var result = Read($"[{Documents.Text}]");

        Assert.Null(result.Problem);
        Assert.Equal("SUCCESS", result.State);
        Assert.IsType<IkTextOutput>(Assert.Single(result.Outputs));
    }

    [Theory]
    [InlineData("""{"results":[],"state":"SUCCESS"}""", "SUCCESS")]
    [InlineData("""{"results":null}""", "SUCCESS")]
    [InlineData("""{"RESULTS":[],"State":"ARCHIVED"}""", "ARCHIVED")]
    public void No_outputs_and_new_states_are_fine(string raw, string state)
    {
        var result = Read(raw);

        Assert.Null(result.Problem);
        Assert.Equal(state, result.State);
        Assert.Empty(result.Outputs);
    }

    [Theory]
    [InlineData("<html>busy</html>", "not JSON")]
    [InlineData("", "not JSON")]
    [InlineData("{\"results\":[", "not JSON")]
    [InlineData("{\"state\":\"SUCCESS\"}", "no list of results")]
    [InlineData("3", "no list of results")]
    public void What_cannot_be_interpreted_is_kept(string raw, string why)
    {
        var result = Read(raw);

        Assert.Equal(raw, result.Raw);
        Assert.Contains(why, result.Problem, StringComparison.Ordinal);
        Assert.Contains("u1", result.Problem, StringComparison.Ordinal);
        Assert.Equal(ScaleErrorId.InvalidResponse, result.Failure!.ErrorId);
    }

    [Fact]
    public void A_failure_with_200_is_a_failed_workflow()
    {
        var result = Read("""{"results":[],"state":"FAILURE","message":"no memory"}""");

        Assert.Equal(ScaleErrorId.WorkflowFailed, result.Failure!.ErrorId);
        Assert.Contains("no memory", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Clocks_that_differ_give_no_duration()
    {
        var run = new IkDeploymentRun { Uuid = "u1", SubmittedAt = Now.UtcDateTime.AddMinutes(5) };

        Assert.Null(ResultReader.Read(run, ResultBody.FromText("[]"), Now).Duration);
    }

    [Theory]
    [InlineData("""{"state":"failure","message":"one","detail":"two"}""", "one")]
    [InlineData("""{"state":"FAILURE","message":null,"detail":"two"}""", "two")]
    [InlineData("""{"state":"FAILURE","detail":["a",1]}""", "[\"a\",1]")]
    [InlineData("""{"state":"FAILURE"}""", "the service did not say why")]
    public void Why_a_workflow_failed_is_in_the_message_or_the_detail(string raw, string why)
    {
        var failure = Read(raw).Failure!;

        Assert.Equal(ScaleErrorId.WorkflowFailed, failure.ErrorId);
        Assert.EndsWith($"failed: {why}.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("STARTED", "STARTED")]
    [InlineData(null, "SUCCESS")]
    public void What_cannot_be_read_has_the_last_known_state(string? before, string state)
    {
        var run = new IkDeploymentRun { Uuid = "u1", State = before };

        Assert.Equal(state, ResultReader.Read(run, ResultBody.FromText("nonsense"), Now).State);
        Assert.Equal("SUCCESS", ResultReader.Read(run, ResultBody.FromText("[]"), Now).State);
    }

    [Fact]
    public void A_result_at_the_moment_of_its_submission_took_no_time()
    {
        var run = new IkDeploymentRun { Uuid = "u1", SubmittedAt = Now.UtcDateTime };

        Assert.Equal(TimeSpan.Zero, ResultReader.Read(run, ResultBody.FromText("[]"), Now).Duration);
        Assert.Null(ResultReader.Read(new IkDeploymentRun { Uuid = "u1" }, ResultBody.FromText("[]"), Now).Duration);
    }

    [Fact]
    public void A_file_that_is_kept_and_too_long_for_text_is_named()
    {
        using var content = new MemoryStream("[1,2]"u8.ToArray());

        var result = ResultReader.Read(new IkDeploymentRun { Uuid = "u1" }, ResultBody.FromKept(content, "/kept.json", longestText: 4), Now);

        Assert.Equal((string.Empty, "/kept.json"), (result.Raw, result.RawPath));
        Assert.Contains("the answer of 5 B does not fit into memory. What arrived is in the file '/kept.json'", result.Problem, StringComparison.Ordinal);
        Assert.Equal("[1,2]", ResultBody.FromKept(new MemoryStream("[1,2]"u8.ToArray()), "/kept.json", longestText: 5).Text);
    }

    private static IkDeploymentResult Read(string raw)
    {
        var run = new IkDeploymentRun { Uuid = "u1", TaskName = "task", Input = "a.png", SubmittedAt = Now.UtcDateTime.AddSeconds(-10) };
        return ResultReader.Read(run, ResultBody.FromText(raw), Now);
    }
}
