namespace IkomiaScale.Emulator.Workflows;

/// <summary>The workflow that the deployment offers: the document as it is served, and what is read out of it.</summary>
internal sealed class Workflow(byte[] document, IReadOnlyList<WorkflowTask> tasks)
{
    public ReadOnlyMemory<byte> Document { get; } = document;

    public IReadOnlyList<WorkflowTask> Tasks { get; } = tasks;

    public bool HasTask(string name) => Tasks.Any(task => task.Name == name);

    public WorkflowTask? Find(string name, int? index) =>
        Tasks.FirstOrDefault(task => task.Name == name && task.Index == (index ?? 0));
}
