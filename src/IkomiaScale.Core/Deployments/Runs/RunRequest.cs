using IkomiaScale.Deployments.Inputs;

namespace IkomiaScale.Deployments;

/// <summary>What is to be run.</summary>
public sealed class RunRequest
{
    /// <summary>Images of files up to this size go along with the request; larger ones through a temporary object. 16 MiB.</summary>
    public const long DefaultInlineLimit = 16 * 1024 * 1024;

    /// <summary>The inputs, in the workflow's order; none for a run without inputs.</summary>
    public IReadOnlyList<RunInput> Inputs { get; init; } = [];

    /// <summary>
    /// The task whose parameters are meant, and whose outputs are given unless <see cref="Outputs"/> says otherwise; null for
    /// the task of the outputs if they are all of one, else the default task.
    /// </summary>
    public string? TaskName { get; init; }

    /// <summary>What to give, in this order; none for all outputs of the task.</summary>
    public IReadOnlyList<RunOutput> Outputs { get; init; } = [];

    /// <summary>
    /// Parameter values by name. A value that is itself a dictionary belongs to another task: its key is that task's name.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } = new Dictionary<string, object?>();

    /// <summary>Whether local images go, and all outputs come, as temporary objects in the storage.</summary>
    public bool SaveTemporary { get; init; }

    /// <summary>The largest local image in bytes that goes along with the request.</summary>
    public long InlineLimit { get; init; } = DefaultInlineLimit;

    /// <summary>Awaited when all is ready and the run is about to be sent; what it throws keeps it from being sent. Null for nothing.</summary>
    internal Func<Task>? BeforeSending { get; init; }

    /// <summary>The same with other inputs.</summary>
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

    /// <summary>What it is run on, for a person; null for nothing.</summary>
    internal string? Description => Inputs.Count == 0 ? null : string.Join(", ", Inputs.Select(input => input.Description));
}
