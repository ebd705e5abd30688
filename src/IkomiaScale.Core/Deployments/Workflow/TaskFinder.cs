using IkomiaScale.Errors;

namespace IkomiaScale.Deployments.Workflow;

/// <summary>Finds tasks and parameters by name. The error for a missing name suggests a similar one and lists the existing names.</summary>
internal static class TaskFinder
{
    /// <summary>Returns the default task, whose outputs a run returns if no task is named (docs/protocol.md, section 4).</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.TaskNotFound"/> or <see cref="ScaleErrorId.AmbiguousTask"/>.</exception>
    public static IkDeploymentTask FindDefault(IkDeployment deployment) =>
        deployment.Tasks.LastOrDefault(task => task.IsFinal) is { } last
            ? Find(deployment, last.Name, index: null)
            : throw new ScaleException(
                ScaleErrorId.TaskNotFound,
                $"The workflow '{deployment}' has no final task, so it has no default task. " +
                $"Use -TaskName with one of its tasks: {ListTasks(deployment)}.")
            {
                Target = deployment.ToString(),
            };

    /// <summary>Returns a task by name: an exact match, otherwise one that ignores case.</summary>
    /// <param name="deployment">The workflow.</param>
    /// <param name="name">The name.</param>
    /// <param name="index">The index among the tasks of this name, from 0; null if the name must be unique.</param>
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
                ScaleErrorId.TaskNotFound, $"The workflow '{deployment}' has no task {Quote(name, index)}.{Suggestion.For(name, deployment.Tasks.Select(task => task.Name))} Its tasks are {ListTasks(deployment)}.")
            {
                Target = name,
            },
            _ => throw new ScaleException(
                ScaleErrorId.AmbiguousTask,
                $"The workflow '{deployment}' has {matches.Count} tasks named '{name}'. " +
                $"Name its index, from 0: -Output @{{ TaskName = '{name}'; TaskIndex = 0 }}. " +
                $"Its tasks are {ListTasks(deployment)}.")
            {
                Target = name,
            },
        };
    }

    /// <summary>Returns a parameter by name: an exact match, otherwise one that ignores case.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ParameterNotFound"/>.</exception>
    public static IkTaskParameter FindParameter(IkDeploymentTask task, string name) =>
        task.Parameters.FirstOrDefault(parameter => parameter.Name == name)
        ?? task.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ScaleException(
            ScaleErrorId.ParameterNotFound,
            $"The task '{task.Name}' has no parameter '{name}'.{Suggestion.For(name, task.Parameters.Select(parameter => parameter.Name))} " +
            (task.Parameters.Count == 0
                ? "The task has no parameters."
                : $"Its parameters are {string.Join(", ", task.Parameters.Select(parameter => parameter.Name))}."))
        {
            Target = name,
        };

    /// <summary>Whether several tasks have the name of this one.</summary>
    public static bool IsRepeated(IkDeployment deployment, IkDeploymentTask task) =>
        deployment.Tasks.Count(other => other.Name == task.Name) > 1;

    private static string Quote(string name, int? index) => index is null ? $"'{name}'" : FormattableString.Invariant($"'{name}' with index {index}");

    private static string ListTasks(IkDeployment deployment) => deployment.Tasks.Count == 0
        ? "none"
        : string.Join(", ", deployment.Tasks.Select(task =>
            IsRepeated(deployment, task) ? FormattableString.Invariant($"{task.Name} (index {task.Index})") : task.Name));
}
