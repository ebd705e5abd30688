namespace IkomiaScale.Emulator.Tasks;

/// <summary>A task that a run can ask for: computes its outputs from the inputs of the run.</summary>
internal interface IDemoTask
{
    string Name { get; }

    IReadOnlyList<TaskParameter> Parameters { get; }

    IReadOnlyList<string> OutputNames { get; }

    /// <summary>How long it will take, for the estimate that is given to the client.</summary>
    TimeSpan ExpectedDuration(IReadOnlyDictionary<string, string> parameters);

    /// <summary>Gives one output for each of <see cref="OutputNames"/>.</summary>
    Task<IReadOnlyList<TaskOutput>> RunAsync(TaskContext context);
}

/// <summary>A parameter of a task. <c>Check</c> says what is wrong with a value, or null.</summary>
internal sealed record TaskParameter(string Name, string DefaultValue, Func<string, string?> Check);

/// <summary>What a task is run with. The parameters are complete: what was not given has its default.</summary>
internal sealed record TaskContext(
    IReadOnlyList<TaskInput> Inputs,
    IReadOnlyDictionary<string, string> Parameters,
    CancellationToken Cancellation)
{
    /// <summary>The input that the workflow is about; an empty one when the run has none.</summary>
    public TaskInput Input => Inputs.Count > 0 ? Inputs[0] : TaskInput.None;
}
