using IkomiaScale.Deployments.Polling;

namespace IkomiaScale.Tests.Deployments;

/// <summary>How the wait for a run ends, and how its result is had all the same.</summary>
public sealed class RunErrorTests
{
    private static readonly IkDeploymentRun Run = new() { Uuid = "u1", Endpoint = new Uri("https://one.example/v1?key=secret"), Input = "a.png" };

    [Theory]
    [InlineData(520, null, true)]
    [InlineData(500, "Workflow Run Error: no cats", true)]
    [InlineData(500, "the workflow run error", true)]
    [InlineData(500, "Internal Server Error", false)]
    [InlineData(500, null, false)]
    [InlineData(503, "Workflow Run Error", false)]
    [InlineData(null, "Workflow Run Error", false)]
    public void A_failed_workflow_is_told_apart_from_a_service_that_cannot_answer(int? status, string? detail, bool isWorkflow) =>
        Assert.Equal(isWorkflow, RunErrors.IsWorkflowFailure(new ScaleException(ScaleErrorId.ServiceUnavailable, "It failed.") { StatusCode = status, Detail = detail }));

    [Fact]
    public void A_failed_workflow_is_told_with_why()
    {
        var cause = new ScaleException(ScaleErrorId.ServiceUnavailable, "520.") { StatusCode = 520, Detail = "no cats." };

        var failure = RunErrors.From(cause, Run);

        Assert.Equal((ScaleErrorId.WorkflowFailed, 520, "no cats.", "u1"), (failure.ErrorId, failure.StatusCode, failure.Detail, failure.Target));
        Assert.Equal("Run 'u1' on a.png failed: no cats.", failure.Message);
        Assert.Same(cause, failure.InnerException);
        Assert.Equal("Run 'u1' failed: the service did not say why.", RunErrors.WorkflowFailed(new IkDeploymentRun { Uuid = "u1" }, detail: null).Message);
    }

    [Fact]
    public void A_result_that_is_gone_is_told()
    {
        var failure = RunErrors.From(new ScaleException(ScaleErrorId.NoResults, "404.") { StatusCode = 404, Detail = "gone" }, Run);

        Assert.Equal((ScaleErrorId.NoResults, 404, "gone", "u1"), (failure.ErrorId, failure.StatusCode, failure.Detail, failure.Target));
        Assert.StartsWith("There is no result of run 'u1' on a.png: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_failure_says_how_to_receive_the_result()
    {
        var failure = RunErrors.From(new ScaleException(ScaleErrorId.NetworkError, "It broke.") { IsTransient = true, StatusCode = 502, Detail = "bad gateway" }, Run);

        Assert.Equal((ScaleErrorId.NetworkError, 502, "bad gateway", "u1", true), (failure.ErrorId, failure.StatusCode, failure.Detail, failure.Target, failure.IsTransient));
        Assert.Equal("The wait for run 'u1' on a.png ended: It broke. " + RunErrors.HowToReceive(Run), failure.Message);
    }

    [Fact]
    public void A_wait_that_took_too_long_says_what_the_service_said_last()
    {
        var quiet = RunErrors.TimedOut(Run, TimeSpan.FromMilliseconds(1500), lastFailure: null);
        var broken = RunErrors.TimedOut(Run, TimeSpan.FromMinutes(1), new ScaleException(ScaleErrorId.NetworkError, "It broke."));

        Assert.Equal((ScaleErrorId.Timeout, "u1"), (quiet.ErrorId, quiet.Target));
        Assert.StartsWith("Run 'u1' on a.png has no result after 1.5 s. " + RunErrors.HowToReceive(Run), quiet.Message, StringComparison.Ordinal);
        Assert.Contains("answers the same for a run that is unknown", quiet.Message, StringComparison.Ordinal);
        Assert.Contains("after 60 s. ", broken.Message, StringComparison.Ordinal);
        Assert.EndsWith("(The last request for it failed: It broke.)", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_for_later_can_be_run_as_it_is()
    {
        Assert.Equal(
            "The run continues. To receive its result, run: Receive-IkDeploymentRun -Uuid u1 -Endpoint https://one.example/v1 -Wait",
            RunErrors.HowToReceive(Run));
        Assert.Equal(
            "The run continues. To receive its result, run the same command again, or: Get-IkDeploymentRun -Journal '/batch' | Receive-IkDeploymentRun -Wait",
            RunErrors.HowToReceive(new IkDeploymentRun { Uuid = "u1", Journal = "/batch" }));
    }
}
