namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>Ctrl+C where a run may have begun of which nobody knows yet: that is worth a few seconds.</summary>
public sealed class StopOfRunsTests : StoppingTests
{
    [Fact]
    public async Task Waits_a_little_for_the_uuid_of_a_run_that_may_have_begun_and_names_what_it_runs_on()
    {
        await FailAsync(new { route = "run", action = "stall", seconds = -1, times = -1 });
        await StopAtAsync("@{ TEXT = 1 } | Invoke-IkDeployment", "run", limit: TimeSpan.FromSeconds(5));
        Assert.Contains(Session.Screen.Warnings, warning => warning.Contains("In doubt", StringComparison.Ordinal) && warning.Contains("TEXT", StringComparison.Ordinal));
    }
}
