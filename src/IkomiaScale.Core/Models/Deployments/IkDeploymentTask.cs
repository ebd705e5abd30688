namespace IkomiaScale;

/// <summary>A task of a workflow.</summary>
public sealed class IkDeploymentTask
{
    internal IkDeploymentTask(string name, int index)
    {
        Name = name;
        Index = index;
    }

    /// <summary>The name, for <c>-TaskName</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// The index among the tasks of this name, from 0: the <c>task_index</c> of docs/protocol.md, section 4. 0 for a unique
    /// name.
    /// </summary>
    public int Index { get; }

    /// <summary>The parameters that can be set.</summary>
    public IReadOnlyList<IkTaskParameter> Parameters { get; internal init; } = [];

    /// <summary>The names of its inputs, in order.</summary>
    public IReadOnlyList<string> Inputs { get; internal init; } = [];

    /// <summary>The names of its outputs, in order.</summary>
    public IReadOnlyList<string> Outputs { get; internal init; } = [];

    /// <summary>Whether no other task uses its outputs.</summary>
    public bool IsFinal { get; internal init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
