using System.Text.Json;
using IkomiaScale.Emulator.Tasks;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Executes one run: replays it if its deployment is a recording, otherwise runs the tasks. Writes the outputs in the order of the request.</summary>
internal sealed class RunExecutor(
    RunFiles files, RunRequestReader reader, RunInputs inputs, DeploymentList deployments, RecordedResults recorded, WorkflowRunner runner, ResultWriter results)
{
    public async Task ExecuteAsync(StoredRun run, CancellationToken cancellation)
    {
        var deployment = deployments.Find(run.Deployment)
            ?? throw new WorkflowFailedException($"The run cannot continue: its deployment '{run.Deployment}' no longer exists.");
        await using var file = files.OpenRequest(run.Uuid);
        using var document = await JsonDocument.ParseAsync(file, RunRequestJson.Options, cancellation);
        var request = ReadAgain(document.RootElement, deployment);
        var taskInputs = await inputs.ResolveAsync(request.Inputs, cancellation);
        if (deployment.Recording is { } recording)
        {
            var played = await recorded.PlayAsync(recording, document.RootElement, request, taskInputs, run.BaseAddress, cancellation);
            await results.WriteAsync(run, played.Select(output => (output, SaveTemporary: false)), cancellation);
            return;
        }

        var outputs = await runner.RunAsync(deployment.Workflow, request, taskInputs, cancellation);
        await results.WriteAsync(run, Select(request, outputs), cancellation);
    }

    /// <summary>Reads the request again. It was valid when it came in, but the emulator may have restarted with another workflow.</summary>
    private RunRequest ReadAgain(JsonElement body, Deployment deployment)
    {
        try
        {
            return reader.Read(body, deployment);
        }
        catch (InvalidRunException exception)
        {
            throw new WorkflowFailedException($"The run does not fit the workflow, which has changed since the request: {exception.Message}.");
        }
    }

    private static WorkflowFailedException Missing(RequestedOutput wanted, int index) =>
        new($"The handler returned no output {index} for the task '{wanted.Task.Name}'.");

    private static IEnumerable<(TaskOutput Output, bool SaveTemporary)> Select(
        RunRequest request, IReadOnlyDictionary<WorkflowTask, IReadOnlyList<TaskOutput>> outputs)
    {
        foreach (var wanted in request.Outputs)
        {
            var all = outputs[wanted.Task];
            foreach (var output in wanted.OutputIndex is int index ? [all.ElementAtOrDefault(index) ?? throw Missing(wanted, index)] : all)
            {
                yield return (output, wanted.SaveTemporary);
            }
        }
    }
}
