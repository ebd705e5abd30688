namespace IkomiaScale.Emulator.Tasks;

/// <summary>The built-in tasks, in the order of the workflow. The last one is the default task.</summary>
internal sealed class TaskCatalog(TemporaryObjects temporary, TimeProvider clock)
{
    public IReadOnlyList<IDemoTask> All { get; } =
    [
        new PassThroughTask(),
        new StoreTask(temporary),
        new DetectTask(),
        new ShapesTask(),
        new SlowTask(clock),
        new FailTask(),
        new DescribeTask(),
    ];

    /// <summary>Returns the task with a name; "describe" for any name that is not built in.</summary>
    public IDemoTask Find(string name) => All.FirstOrDefault(task => task.Name == name) ?? All[^1];
}
