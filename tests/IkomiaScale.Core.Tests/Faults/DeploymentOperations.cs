using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Inputs;

namespace IkomiaScale.Tests.Faults;

/// <summary>Asks for the workflow.</summary>
internal sealed class ShowDeployment() : Operation("workflow")
{
    public override async Task ActAsync(Stage stage) => stage.Found = $"{(await stage.Client.Deployments.GetAsync()).Tasks.Count} tasks";

    public override Task<string> LeavesAsync(Stage stage) => Task.FromResult(stage.Found is null ? "nothing known" : "the tasks");
}

/// <summary>Submits a run.</summary>
internal sealed class Submit() : Operation("run")
{
    public static RunRequest Request { get; } = new() { Inputs = [RunInput.FromJson("""{"DATA_DICT": {"a": 1}}""")], TaskName = "describe" };

    public override Task PrepareAsync(Stage stage) => stage.Client.Deployments.GetAsync();

    public override async Task ActAsync(Stage stage) => stage.Found = (await stage.Client.Deployments.SubmitAsync(Request)).Uuid;

    public override Task<string> LeavesAsync(Stage stage) => Task.FromResult(stage.Found is null ? "no run known" : "the run");
}

/// <summary>Asks for the results of a run that the service tells when it is done.</summary>
internal sealed class Receive() : Operation("results")
{
    public override async Task PrepareAsync(Stage stage) => stage.Run = await stage.HelperClient.Deployments.SubmitAsync(Submit.Request);

    public override async Task ActAsync(Stage stage)
    {
        var poll = await stage.Client.Deployments.PollAsync(stage.Run!, hold: true);
        stage.Found = poll.Result switch
        {
            null => "no results yet",
            { Problem: null } => "the results",
            { Raw.Length: > 0 } => "what arrived of the results, with an error",
            _ => "an empty result",
        };
    }

    public override Task<string> LeavesAsync(Stage stage) => Task.FromResult(stage.Found ?? "the results stay with the service");
}
