namespace IkomiaScale.Emulator.Tasks;

/// <summary>Computes what tasks return in place of the built-in ones.</summary>
internal interface ITaskHandler
{
    /// <summary>Gives the outputs of a task.</summary>
    /// <param name="task">The task's name.</param>
    /// <param name="context">What it is run with.</param>
    /// <exception cref="WorkflowFailedException">It failed, or did not answer as it should.</exception>
    Task<IReadOnlyList<TaskOutput>> HandleAsync(string task, TaskContext context);
}
