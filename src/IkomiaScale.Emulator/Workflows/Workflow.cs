namespace IkomiaScale.Emulator.Workflows;

/// <summary>The workflow that the deployment offers: the document as it is served, and what is read out of it.</summary>
internal sealed class Workflow(byte[] document, IReadOnlyList<WorkflowTask> tasks, IReadOnlyList<WorkflowConnection> connections)
{
    public ReadOnlyMemory<byte> Document { get; } = document;

    public IReadOnlyList<WorkflowTask> Tasks { get; } = tasks;

    /// <summary>What goes into a task, in the order of its inputs: an output of another task, or without one an input of the run.</summary>
    public IReadOnlyList<(WorkflowTask? Task, int Index)> SourcesOf(WorkflowTask task) => connections
        .Where(connection => connection.TargetId == task.Id)
        .OrderBy(connection => connection.TargetIndex)
        .Select(connection => (Tasks.FirstOrDefault(source => source.Id == connection.SourceId), connection.SourceIndex))
        .ToList();

    /// <summary>The tasks and all that they need, each behind what it needs.</summary>
    /// <exception cref="FormatException">They are connected in a circle.</exception>
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
                throw new FormatException($"the task '{task.Name}' is connected to itself in a circle");
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
