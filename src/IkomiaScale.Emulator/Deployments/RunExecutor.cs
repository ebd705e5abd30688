using System.Text.Json;
using IkomiaScale.Emulator.Tasks;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Executes one run: each task that an output is wanted of runs once; the outputs are written in the order of the request.</summary>
internal sealed class RunExecutor(RunFiles files, RunRequestReader reader, RunInputs inputs, TaskCatalog catalog, ResultWriter results)
{
    public async Task ExecuteAsync(StoredRun run, CancellationToken cancellation)
    {
        await using var file = files.OpenRequest(run.Uuid);
        using var document = await JsonDocument.ParseAsync(file, RunRequestJson.Options, cancellation);
        var request = ReadAgain(document.RootElement);
        var taskInputs = await inputs.ResolveAsync(request.Inputs, cancellation);
        var outputs = new Dictionary<WorkflowTask, IReadOnlyList<TaskOutput>>();
        foreach (var task in request.Outputs.Select(output => output.Task).Distinct())
        {
            var context = new TaskContext(taskInputs, request.ParametersOf(task), cancellation);
            outputs.Add(task, Fit(await catalog.Find(task.Name).RunAsync(context), task.OutputCount));
        }

        await results.WriteAsync(run, Select(request, outputs), cancellation);
    }

    /// <summary>The request was good when it came in, but the emulator may have been started again with another workflow.</summary>
    private RunRequest ReadAgain(JsonElement body)
    {
        try
        {
            return reader.Read(body);
        }
        catch (InvalidRunException exception)
        {
            throw new WorkflowFailedException($"The workflow has changed since the run was asked for: {exception.Message}.");
        }
    }

    /// <summary>A workflow document of one's own may give a task more outputs, or fewer, than the emulator's has.</summary>
    private static List<TaskOutput> Fit(IReadOnlyList<TaskOutput> produced, int count) =>
        Enumerable.Range(0, count).Select(index => produced[Math.Min(index, produced.Count - 1)]).ToList();

    private static IEnumerable<(TaskOutput Output, bool SaveTemporary)> Select(
        RunRequest request, Dictionary<WorkflowTask, IReadOnlyList<TaskOutput>> outputs)
    {
        foreach (var wanted in request.Outputs)
        {
            var all = outputs[wanted.Task];
            foreach (var output in wanted.OutputIndex is int index ? [all[index]] : all)
            {
                yield return (output, wanted.SaveTemporary);
            }
        }
    }
}
