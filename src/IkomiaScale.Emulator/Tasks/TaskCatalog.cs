namespace IkomiaScale.Emulator.Tasks;

/// <summary>The tasks that the emulator knows. The order is that of the document: the last one is the default of clients.</summary>
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

    /// <summary>The task of that name; one that only another workflow's document knows behaves like "describe".</summary>
    public IDemoTask Find(string name) => All.FirstOrDefault(task => task.Name == name) ?? All[^1];
}
