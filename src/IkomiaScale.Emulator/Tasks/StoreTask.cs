namespace IkomiaScale.Emulator.Tasks;

/// <summary>Returns its input as a temporary object.</summary>
internal sealed class StoreTask(TemporaryObjects temporary) : IDemoTask
{
    public string Name => "store";

    public IReadOnlyList<TaskParameter> Parameters => [];

    public IReadOnlyList<string> OutputNames { get; } = ["stored"];

    public TimeSpan ExpectedDuration(IReadOnlyDictionary<string, string> parameters) => TimeSpan.Zero;

    public async Task<IReadOnlyList<TaskOutput>> RunAsync(TaskContext context)
    {
        var input = context.Input;
        if (input.Type.Length == 0)
        {
            throw new WorkflowFailedException("The task 'store' needs an input.");
        }

        await using var content = input.Open();
        var stored = await temporary.CreateAsync(content, input.ContentType, context.Cancellation);
        return [new StoredOutput(stored, input.DataType, input.Open)];
    }
}
