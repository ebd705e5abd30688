namespace IkomiaScale.Deployments;

/// <summary>An output that a run is to give.</summary>
public sealed class RunOutput
{
    /// <summary>Asks for the outputs of a task.</summary>
    public RunOutput(string taskName)
    {
        TaskName = taskName;
    }

    /// <summary>The task.</summary>
    public string TaskName { get; }

    /// <summary>Which of the tasks of this name, from 0; null where there is only one.</summary>
    public int? TaskIndex { get; init; }

    /// <summary>Which of the task's outputs, from 0; null for all.</summary>
    public int? OutputIndex { get; init; }

    /// <summary>Whether it comes as a temporary object in the storage instead of with the results.</summary>
    public bool SaveTemporary { get; init; }
}
