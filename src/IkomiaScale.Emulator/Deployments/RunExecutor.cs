using System.Text.Json;
using IkomiaScale.Emulator.Tasks;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Executes one run: plays it back where its deployment is a recording, else runs the tasks; the outputs are written in the order of the request.</summary>
internal sealed class RunExecutor(
    RunFiles files, RunRequestReader reader, RunInputs inputs, DeploymentList deployments, RecordedResults recorded, WorkflowRunner runner, ResultWriter results)
{
    public async Task ExecuteAsync(StoredRun run, CancellationToken cancellation)
    {
        var deployment = deployments.Find(run.Deployment)
            ?? throw new WorkflowFailedException($"The emulator was started again without the deployment '{run.Deployment}'.");
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

    /// <summary>The request was good when it came in, but the emulator may have been started again with another workflow.</summary>
    private RunRequest ReadAgain(JsonElement body, Deployment deployment)
    {
        try
        {
            return reader.Read(body, deployment);
        }
        catch (InvalidRunException exception)
        {
            throw new WorkflowFailedException($"The workflow has changed since the run was asked for: {exception.Message}.");
        }
    }

    private static WorkflowFailedException Missing(RequestedOutput wanted, int index) =>
        new($"The handler gave no output {index} of the task '{wanted.Task.Name}'.");

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
