using IkomiaScale.Emulator.Tasks;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>
/// Runs the tasks whose outputs are wanted, and before them those that they are connected to: outputs become inputs. Each task runs once.
/// </summary>
internal sealed class WorkflowRunner(TaskCatalog catalog, ITaskHandler? handler = null)
{
    /// <summary>Gives the outputs of each task that was run.</summary>
    public async Task<IReadOnlyDictionary<WorkflowTask, IReadOnlyList<TaskOutput>>> RunAsync(
        Workflow workflow, RunRequest request, IReadOnlyList<TaskInput> inputs, CancellationToken cancellation)
    {
        var outputs = new Dictionary<WorkflowTask, IReadOnlyList<TaskOutput>>();
        foreach (var task in workflow.InOrder(request.Outputs.Select(output => output.Task)))
        {
            var context = new TaskContext(InputsOf(workflow, task, inputs, outputs), request.ParametersOf(task), cancellation);
            outputs.Add(task, handler is null
                ? Fit(await catalog.Find(task.Name).RunAsync(context), task.OutputCount)
                : await handler.HandleAsync(task.Name, context));
        }

        return outputs;
    }

    // A task that is connected to no other gets all that the run was given.
    private static IReadOnlyList<TaskInput> InputsOf(
        Workflow workflow, WorkflowTask task, IReadOnlyList<TaskInput> given, Dictionary<WorkflowTask, IReadOnlyList<TaskOutput>> outputs)
    {
        var sources = workflow.SourcesOf(task);
        return sources.All(source => source.Task is null)
            ? given
            : sources.Select(source => source.Task is { } before
                ? ToInput(outputs[before].ElementAtOrDefault(source.Index) ?? throw Missing(task, before, source.Index))
                : given.ElementAtOrDefault(source.Index) ?? throw new WorkflowFailedException($"The task '{task.Name}' needs input {source.Index} of the run, which was not given.")).ToList();
    }

    private static TaskInput ToInput(TaskOutput output) => output switch
    {
        ImageOutput image => TaskInput.OfImage(image.Content),
        StoredOutput stored => stored.ToInput(),
        JsonOutput json => TaskInput.OfRaw(json.Type, json.Body),
        _ => throw new WorkflowFailedException("An output of this kind cannot be an input."),
    };

    /// <summary>A workflow document of one's own may give a task more outputs, or fewer, than the emulator's has.</summary>
    private static List<TaskOutput> Fit(IReadOnlyList<TaskOutput> produced, int count) =>
        Enumerable.Range(0, count).Select(index => produced[Math.Min(index, produced.Count - 1)]).ToList();

    private static WorkflowFailedException Missing(WorkflowTask task, WorkflowTask before, int index) =>
        new($"The task '{task.Name}' is connected to output {index} of '{before.Name}', which has none of this number.");
}
