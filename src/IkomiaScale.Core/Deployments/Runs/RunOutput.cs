namespace IkomiaScale.Deployments;

/// <summary>An output that a run returns.</summary>
public sealed class RunOutput
{
    /// <summary>Selects the outputs of a task.</summary>
    public RunOutput(string taskName)
    {
        TaskName = taskName;
    }

    /// <summary>The name of the task.</summary>
    public string TaskName { get; }

    /// <summary>The index among the tasks of this name, from 0; null if there is only one.</summary>
    public int? TaskIndex { get; init; }

    /// <summary>The index among the outputs of the task, from 0; null for all.</summary>
    public int? OutputIndex { get; init; }

    /// <summary>Whether it is returned as a temporary object in the storage instead of as a part of the result.</summary>
    public bool SaveTemporary { get; init; }
}
