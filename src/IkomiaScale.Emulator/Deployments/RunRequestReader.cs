using System.Text.Json;
using IkomiaScale.Emulator.Tasks;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Reads and checks a request for a run against the workflow.</summary>
internal sealed class RunRequestReader(TaskCatalog catalog)
{
    public RunRequest Read(JsonElement body, Deployment deployment)
    {
        var errors = new RunErrors();
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors.Add("Input should be an object", "model_type");
            errors.ThrowIfAny();
        }

        var inputs = errors.Items(body, "inputs").Select(item => RunInputReader.Read(item.Item, item.Index, errors)).ToList();
        var outputs = errors.Items(body, "outputs").Select(item => ReadOutput(item.Item, item.Index, deployment, errors)).ToList();
        if (outputs.Count == 0)
        {
            errors.Add("At least one output is required", "too_short", "outputs");
        }

        var parameters = new Dictionary<WorkflowTask, Dictionary<string, string>>();
        foreach (var (item, index) in errors.Items(body, "parameters"))
        {
            ReadParameters(item, index, deployment, parameters, errors);
        }

        errors.ThrowIfAny();
        return new RunRequest(inputs!, outputs!, parameters);
    }

    private static RequestedOutput? ReadOutput(JsonElement item, int index, Deployment deployment, RunErrors errors)
    {
        object[] place = ["outputs", index];
        var task = ReadTask(item, place, deployment.Workflow, errors);
        var outputIndex = errors.Number(item, "output_index", place);
        var saveTemporary = errors.Boolean(item, "save_temporary", place);
        if (outputIndex >= task?.OutputCount)
        {
            errors.Add($"The task '{task.Name}' has {task.OutputCount} outputs", "value_error", [.. place, "output_index"]);
        }

        return task is null ? null : new RequestedOutput(task, outputIndex, saveTemporary);
    }

    private void ReadParameters(
        JsonElement item, int index, Deployment deployment, Dictionary<WorkflowTask, Dictionary<string, string>> parameters, RunErrors errors)
    {
        object[] place = ["parameters", index];
        var task = ReadTask(item, place, deployment.Workflow, errors);
        if (task is null)
        {
            return;
        }

        if (!item.TryGetProperty("parameters", out var values) || values.ValueKind != JsonValueKind.Object)
        {
            errors.Add("Input should be an object of names and strings", "dict_type", [.. place, "parameters"]);
            return;
        }

        var known = parameters.TryGetValue(task, out var earlier) ? earlier : parameters[task] = new(StringComparer.Ordinal);
        foreach (var value in values.EnumerateObject())
        {
            if (CheckValue(task, value, deployment.IsBuiltIn) is { } problem)
            {
                errors.Add(problem, "value_error", [.. place, "parameters", value.Name]);
            }
            else
            {
                known[value.Name] = value.Value.GetString()!;
            }
        }
    }

    private string? CheckValue(WorkflowTask task, JsonProperty value, bool isBuiltIn)
    {
        if (!task.Parameters.ContainsKey(value.Name))
        {
            return $"The task '{task.Name}' has no parameter '{value.Name}'";
        }

        if (value.Value.ValueKind != JsonValueKind.String)
        {
            return "Parameter values are strings";
        }

        // A recorded or handled task can have the same name as a built-in one, but different parameters.
        return !isBuiltIn ? null : catalog.Find(task.Name).Parameters.FirstOrDefault(parameter => parameter.Name == value.Name)?.Check(value.Value.GetString()!);
    }

    private static WorkflowTask? ReadTask(JsonElement item, object[] place, Workflow workflow, RunErrors errors)
    {
        var name = errors.Text(item, "task_name", place);
        var index = errors.Number(item, "task_index", place);
        if (name is null)
        {
            return null;
        }

        var task = workflow.Find(name, index);
        if (task is null)
        {
            var known = workflow.HasTask(name) ? $"The task '{name}' has no index {index}" : $"The workflow has no task '{name}'";
            errors.Add(known, "value_error", [.. place, workflow.HasTask(name) ? "task_index" : "task_name"]);
        }

        return task;
    }
}
