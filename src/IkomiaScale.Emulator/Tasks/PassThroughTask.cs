using IkomiaScale.Emulator.Storage;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>Returns its input: an image as base64, other stored objects and raw inputs unchanged.</summary>
internal sealed class PassThroughTask : IDemoTask
{
    /// <summary>The largest image in bytes that fits into one base64 value.</summary>
    private const long MaxImageBytes = 100 * 1024 * 1024;

    public string Name => "pass_through";

    public IReadOnlyList<TaskParameter> Parameters => [];

    public IReadOnlyList<string> OutputNames { get; } = ["image"];

    public TimeSpan ExpectedDuration(IReadOnlyDictionary<string, string> parameters) => TimeSpan.Zero;

    public async Task<IReadOnlyList<TaskOutput>> RunAsync(TaskContext context)
    {
        var input = context.Input;
        if (input.IsImage)
        {
            return input.Size <= MaxImageBytes
                ? [new ImageOutput(await input.ReadAsync(MaxImageBytes, context.Cancellation), input.ContentType)]
                : throw new WorkflowFailedException($"The image of {input.Size} bytes is too large for an inline output. Use the task 'store'.");
        }

        return input switch
        {
            { Stored: StoredObject stored } => [new StoredOutput(stored, input.DataType, input.Open)],
            { Type.Length: > 0 } => [new JsonOutput(input.Type, input.Body?.DeepClone())],
            _ => throw new WorkflowFailedException("The task 'pass_through' needs an input."),
        };
    }
}
