namespace IkomiaScale.Emulator.Workflows;

/// <summary>A workflow: its document, and the tasks and connections in it.</summary>
internal sealed class Workflow(byte[] document, IReadOnlyList<WorkflowTask> tasks, IReadOnlyList<WorkflowConnection> connections)
{
    public ReadOnlyMemory<byte> Document { get; } = document;

    public IReadOnlyList<WorkflowTask> Tasks { get; } = tasks;

    /// <summary>Returns the sources of the inputs of a task, in their order: an output of another task or, without a task, an input of the run.</summary>
    public IReadOnlyList<(WorkflowTask? Task, int Index)> SourcesOf(WorkflowTask task) => connections
        .Where(connection => connection.TargetId == task.Id)
        .OrderBy(connection => connection.TargetIndex)
        .Select(connection => (Tasks.FirstOrDefault(source => source.Id == connection.SourceId), connection.SourceIndex))
        .ToList();

    /// <summary>Returns the tasks and all tasks that feed them, each after those that feed it.</summary>
    /// <exception cref="FormatException">The connections form a circle.</exception>
    public IReadOnlyList<WorkflowTask> InOrder(IEnumerable<WorkflowTask> wanted)
    {
        var order = new List<WorkflowTask>();
        var open = new HashSet<WorkflowTask>();
        foreach (var task in wanted)
        {
            Visit(task);
        }

        return order;

        void Visit(WorkflowTask task)
        {
            if (order.Contains(task))
            {
                return;
            }

            if (!open.Add(task))
            {
                throw new FormatException($"the connections of the task '{task.Name}' form a circle");
            }

            foreach (var (source, _) in SourcesOf(task))
            {
                if (source is not null)
                {
                    Visit(source);
                }
            }

            order.Add(task);
        }
    }

    public bool HasTask(string name) => Tasks.Any(task => task.Name == name);

    public WorkflowTask? Find(string name, int? index) =>
        Tasks.FirstOrDefault(task => task.Name == name && task.Index == (index ?? 0));
}
