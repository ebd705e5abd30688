using System.Collections;
using IkomiaScale.Deployments.Workflow;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Submitting;

/// <summary>
/// A request that was checked against the workflow: everything but its inputs in the form of the service (docs/protocol.md,
/// section 4).
/// </summary>
internal sealed class RunPlan
{
    private RunPlan(string taskName, JArray outputs, JArray parameters)
    {
        TaskName = taskName;
        Outputs = outputs;
        Parameters = parameters;
    }

    /// <summary>The tasks whose outputs are requested, separated by commas.</summary>
    public string TaskName { get; }

    /// <summary>The <c>outputs</c> of the request.</summary>
    public JArray Outputs { get; }

    /// <summary>The <c>parameters</c> of the request.</summary>
    public JArray Parameters { get; }

    /// <summary>Checks a request.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.TaskNotFound"/>, <see cref="ScaleErrorId.AmbiguousTask"/>,
    /// <see cref="ScaleErrorId.ParameterNotFound"/>, or <see cref="ScaleErrorId.InvalidInput"/> for an output or a value that
    /// cannot be used.</exception>
    public static RunPlan Make(IkDeployment deployment, RunRequest request)
    {
        var wanted = request.Outputs
            .Select(output => (Task: TaskFinder.Find(deployment, output.TaskName, output.TaskIndex), Output: (RunOutput?)output))
            .ToList();
        var named = request.TaskName is null ? null : FindNamed(deployment, request.TaskName, wanted.Select(want => want.Task));
        if (wanted.Count == 0)
        {
            wanted.Add((named ?? TaskFinder.FindDefault(deployment), null));
        }

        var tasks = wanted.Select(want => want.Task).Distinct().ToList();
        var owner = named ?? (tasks.Count == 1 ? tasks[0] : null);
        return new RunPlan(
            string.Join(", ", tasks.Select(task => task.Name).Distinct()),
            new JArray(wanted.Select(want => OutputJson(deployment, want.Task, want.Output, request.SaveTemporary))),
            new JArray(ParametersByTask(deployment, request, owner).Select(entry => ParametersJson(deployment, entry.Key, entry.Value))));
    }

    // If several tasks have this name, the requested outputs decide which one is meant.
    private static IkDeploymentTask FindNamed(IkDeployment deployment, string name, IEnumerable<IkDeploymentTask> wanted)
    {
        var same = wanted.Where(task => string.Equals(task.Name, name, StringComparison.OrdinalIgnoreCase)).Distinct().ToList();
        return same.Count == 1 ? same[0] : TaskFinder.Find(deployment, name, index: null);
    }

    private static Dictionary<IkDeploymentTask, List<KeyValuePair<string, object?>>> ParametersByTask(
        IkDeployment deployment, RunRequest request, IkDeploymentTask? owner)
    {
        var byTask = new Dictionary<IkDeploymentTask, List<KeyValuePair<string, object?>>>();
        foreach (var parameter in request.Parameters)
        {
            if (parameter.Value is IDictionary nested)
            {
                var task = TaskFinder.Find(deployment, parameter.Key, index: null);
                foreach (DictionaryEntry entry in nested)
                {
                    Add(task, entry.Key.ToString() ?? string.Empty, entry.Value);
                }
            }
            else
            {
                Add(owner ?? TaskFinder.FindDefault(deployment), parameter.Key, parameter.Value);
            }
        }

        return byTask;

        void Add(IkDeploymentTask task, string name, object? value)
        {
            if (!byTask.TryGetValue(task, out var values))
            {
                byTask[task] = values = [];
            }

            values.Add(new KeyValuePair<string, object?>(TaskFinder.FindParameter(task, name).Name, value));
        }
    }

    private static JObject OutputJson(IkDeployment deployment, IkDeploymentTask task, RunOutput? output, bool saveTemporary)
    {
        var json = TaskJson(deployment, task);
        if (output?.OutputIndex is { } index)
        {
            if (index < 0 || (task.Outputs.Count > 0 && index >= task.Outputs.Count))
            {
                throw new ScaleException(
                    ScaleErrorId.InvalidInput,
                    FormattableString.Invariant($"The task '{task.Name}' has no output {index}. Its {task.Outputs.Count} outputs, from 0, are: ") +
                    $"{string.Join(", ", task.Outputs)}.")
                {
                    Target = task.Name,
                };
            }

            json["output_index"] = index;
        }

        json["save_temporary"] = saveTemporary || output?.SaveTemporary == true;
        return json;
    }

    private static JObject ParametersJson(IkDeployment deployment, IkDeploymentTask task, IEnumerable<KeyValuePair<string, object?>> values)
    {
        var json = TaskJson(deployment, task);
        var texts = new JObject();
        foreach (var value in values)
        {
            texts[value.Key] = ParameterText.Of(value.Key, value.Value);
        }

        json["parameters"] = texts;
        return json;
    }

    private static JObject TaskJson(IkDeployment deployment, IkDeploymentTask task)
    {
        var json = new JObject { ["task_name"] = task.Name };
        if (TaskFinder.IsRepeated(deployment, task))
        {
            json["task_index"] = task.Index;
        }

        return json;
    }
}
