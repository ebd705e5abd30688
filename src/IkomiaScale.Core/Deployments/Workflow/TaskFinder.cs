namespace IkomiaScale.Deployments.Workflow;

/// <summary>Finds tasks and parameters by their names; what is not found is told together with what there is.</summary>
internal static class TaskFinder
{
    /// <summary>The task whose outputs a run gives unless told otherwise (PROTOCOL 4).</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.TaskNotFound"/> or <see cref="ScaleErrorId.AmbiguousTask"/>.</exception>
    public static IkDeploymentTask FindDefault(IkDeployment deployment) =>
        deployment.Tasks.LastOrDefault(task => task.IsFinal) is { } last
            ? Find(deployment, last.Name, index: null)
            : throw new ScaleException(
                ScaleErrorId.TaskNotFound,
                $"The workflow '{deployment}' has no final task, so it does not tell which outputs to give. " +
                $"Name a task with -TaskName: {ListTasks(deployment)}.")
            {
                Target = deployment.ToString(),
            };

    /// <summary>A task by its name: as it is written, else without case.</summary>
    /// <param name="deployment">The workflow.</param>
    /// <param name="name">The name.</param>
    /// <param name="index">Which of the tasks of this name, from 0; null where it must be the only one.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.TaskNotFound"/> or <see cref="ScaleErrorId.AmbiguousTask"/>.</exception>
    public static IkDeploymentTask Find(IkDeployment deployment, string name, int? index)
    {
        var matches = deployment.Tasks.Where(task => task.Name == name).ToList();
        if (matches.Count == 0)
        {
            matches = deployment.Tasks.Where(task => string.Equals(task.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        }

        if (index is not null)
        {
            matches = matches.Where(task => task.Index == index).ToList();
        }

        return matches.Count switch
        {
            1 => matches[0],
            0 => throw new ScaleException(
                ScaleErrorId.TaskNotFound, $"The workflow '{deployment}' has no task {Quote(name, index)}. Its tasks are {ListTasks(deployment)}.")
            {
                Target = name,
            },
            _ => throw new ScaleException(
                ScaleErrorId.AmbiguousTask,
                $"The workflow '{deployment}' has {matches.Count} tasks named '{name}'. " +
                $"Say which, from 0: -Output @{{ TaskName = '{name}'; TaskIndex = 0 }}. " +
                $"Its tasks are {ListTasks(deployment)}.")
            {
                Target = name,
            },
        };
    }

    /// <summary>A parameter by its name: as it is written, else without case.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ParameterNotFound"/>.</exception>
    public static IkTaskParameter FindParameter(IkDeploymentTask task, string name) =>
        task.Parameters.FirstOrDefault(parameter => parameter.Name == name)
        ?? task.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ScaleException(
            ScaleErrorId.ParameterNotFound,
            $"The task '{task.Name}' has no parameter '{name}'. " +
            (task.Parameters.Count == 0
                ? "It has none at all."
                : $"Its parameters are {string.Join(", ", task.Parameters.Select(parameter => parameter.Name))}."))
        {
            Target = name,
        };

    /// <summary>Whether the name belongs to several tasks, so that it does not tell which is meant.</summary>
    public static bool IsRepeated(IkDeployment deployment, IkDeploymentTask task) =>
        deployment.Tasks.Count(other => other.Name == task.Name) > 1;

    private static string Quote(string name, int? index) => index is null ? $"'{name}'" : FormattableString.Invariant($"'{name}' with index {index}");

    private static string ListTasks(IkDeployment deployment) => deployment.Tasks.Count == 0
        ? "none"
        : string.Join(", ", deployment.Tasks.Select(task =>
            IsRepeated(deployment, task) ? FormattableString.Invariant($"{task.Name} (index {task.Index})") : task.Name));
}
