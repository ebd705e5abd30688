namespace IkomiaScale.Emulator.Tasks;

/// <summary>Fails with the message of its parameter.</summary>
internal sealed class FailTask : IDemoTask
{
    private const string Message = "message";

    public string Name => "fail";

    public IReadOnlyList<TaskParameter> Parameters { get; } = [new TaskParameter(Message, "The task 'fail' failed, as it always does.", _ => null)];

    public IReadOnlyList<string> OutputNames { get; } = ["nothing"];

    public TimeSpan ExpectedDuration(IReadOnlyDictionary<string, string> parameters) => TimeSpan.Zero;

    public Task<IReadOnlyList<TaskOutput>> RunAsync(TaskContext context) =>
        throw new WorkflowFailedException(context.Parameters[Message]);
}
