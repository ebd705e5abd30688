namespace IkomiaScale;

/// <summary>A task of a workflow.</summary>
public sealed class IkDeploymentTask
{
    internal IkDeploymentTask(string name, int index)
    {
        Name = name;
        Index = index;
    }

    /// <summary>The name, as <c>-TaskName</c> takes it.</summary>
    public string Name { get; }

    /// <summary>
    /// Which of the tasks of this name it is, from 0: the <c>task_index</c> of PROTOCOL 4. 0 where the name occurs once.
    /// </summary>
    public int Index { get; }

    /// <summary>What can be set.</summary>
    public IReadOnlyList<IkTaskParameter> Parameters { get; internal init; } = [];

    /// <summary>The names of its inputs, in order.</summary>
    public IReadOnlyList<string> Inputs { get; internal init; } = [];

    /// <summary>The names of its outputs, in order.</summary>
    public IReadOnlyList<string> Outputs { get; internal init; } = [];

    /// <summary>Whether no other task takes an output of it.</summary>
    public bool IsFinal { get; internal init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
