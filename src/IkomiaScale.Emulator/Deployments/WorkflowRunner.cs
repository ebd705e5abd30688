using IkomiaScale.Emulator.Tasks;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>
/// Runs the tasks whose outputs are requested, after the tasks that feed them. Each task runs once.
/// </summary>
internal sealed class WorkflowRunner(TaskCatalog catalog, ITaskHandler? handler = null)
{
    /// <summary>Returns the outputs of each task that ran.</summary>
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

    // A task without connected inputs gets all inputs of the run.
    private static IReadOnlyList<TaskInput> InputsOf(
        Workflow workflow, WorkflowTask task, IReadOnlyList<TaskInput> given, Dictionary<WorkflowTask, IReadOnlyList<TaskOutput>> outputs)
    {
        var sources = workflow.SourcesOf(task);
        return sources.All(source => source.Task is null)
            ? given
            : sources.Select(source => source.Task is { } before
                ? ToInput(outputs[before].ElementAtOrDefault(source.Index) ?? throw Missing(task, before, source.Index))
                : given.ElementAtOrDefault(source.Index) ?? throw new WorkflowFailedException($"The task '{task.Name}' cannot run: it needs input {source.Index} of the run, which has fewer inputs.")).ToList();
    }

    private static TaskInput ToInput(TaskOutput output) => output switch
    {
        ImageOutput image => TaskInput.OfImage(image.Content),
        StoredOutput stored => stored.ToInput(),
        JsonOutput json => TaskInput.OfRaw(json.Type, json.Body),
        _ => throw new WorkflowFailedException("An output of this type cannot be the input of another task."),
    };

    /// <summary>A workflow document can declare more outputs for a task than the built-in task has.</summary>
    private static List<TaskOutput> Fit(IReadOnlyList<TaskOutput> produced, int count) =>
        Enumerable.Range(0, count).Select(index => produced[Math.Min(index, produced.Count - 1)]).ToList();

    private static WorkflowFailedException Missing(WorkflowTask task, WorkflowTask before, int index) =>
        new($"The task '{task.Name}' cannot run: it is connected to output {index} of the task '{before.Name}', which has no such output.");
}
