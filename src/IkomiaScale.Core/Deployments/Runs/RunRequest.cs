using IkomiaScale.Deployments.Inputs;

namespace IkomiaScale.Deployments;

/// <summary>A run to submit.</summary>
public sealed class RunRequest
{
    /// <summary>The default of <see cref="InlineLimit"/>: 16 MiB.</summary>
    public const long DefaultInlineLimit = 16 * 1024 * 1024;

    /// <summary>The inputs, in the order of the workflow; none for a run without inputs.</summary>
    public IReadOnlyList<RunInput> Inputs { get; init; } = [];

    /// <summary>
    /// The task that the parameters belong to, and whose outputs are returned if <see cref="Outputs"/> is empty. Null for the
    /// task of the outputs if they belong to one task, otherwise the default task.
    /// </summary>
    public string? TaskName { get; init; }

    /// <summary>The outputs to return, in this order; none for all outputs of the task.</summary>
    public IReadOnlyList<RunOutput> Outputs { get; init; } = [];

    /// <summary>Parameter values by name. A dictionary as a value belongs to another task: its key is the name of that task.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } = new Dictionary<string, object?>();

    /// <summary>Whether local images are sent, and all outputs returned, as temporary objects in the storage.</summary>
    public bool SaveTemporary { get; init; }

    /// <summary>The largest local image in bytes that is a part of the request. Larger images are sent as temporary objects.</summary>
    public long InlineLimit { get; init; } = DefaultInlineLimit;

    /// <summary>Awaited right before the run is sent; an exception prevents that. Null for none.</summary>
    internal Func<Task>? BeforeSending { get; init; }

    /// <summary>Returns the same request with other inputs.</summary>
    internal RunRequest With(IReadOnlyList<RunInput> inputs, Func<Task>? beforeSending = null) => new()
    {
        Inputs = inputs,
        TaskName = TaskName,
        Outputs = Outputs,
        Parameters = Parameters,
        SaveTemporary = SaveTemporary,
        InlineLimit = InlineLimit,
        BeforeSending = beforeSending,
    };

    /// <summary>The inputs, for messages; null for none.</summary>
    internal string? Description => Inputs.Count == 0 ? null : string.Join(", ", Inputs.Select(input => input.Description));
}
