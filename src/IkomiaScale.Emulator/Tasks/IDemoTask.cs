namespace IkomiaScale.Emulator.Tasks;

/// <summary>A built-in task.</summary>
internal interface IDemoTask
{
    string Name { get; }

    IReadOnlyList<TaskParameter> Parameters { get; }

    IReadOnlyList<string> OutputNames { get; }

    /// <summary>Estimates how long the task takes.</summary>
    TimeSpan ExpectedDuration(IReadOnlyDictionary<string, string> parameters);

    /// <summary>Returns one output for each of <see cref="OutputNames"/>.</summary>
    Task<IReadOnlyList<TaskOutput>> RunAsync(TaskContext context);
}

/// <summary>A parameter of a task. <c>Check</c> returns what is wrong with a value, or null.</summary>
internal sealed record TaskParameter(string Name, string DefaultValue, Func<string, string?> Check);

/// <summary>The inputs and parameters of a task. Parameters that the request does not have are there with their defaults.</summary>
internal sealed record TaskContext(
    IReadOnlyList<TaskInput> Inputs,
    IReadOnlyDictionary<string, string> Parameters,
    CancellationToken Cancellation)
{
    /// <summary>The first input; an empty one if the run has none.</summary>
    public TaskInput Input => Inputs.Count > 0 ? Inputs[0] : TaskInput.None;
}
