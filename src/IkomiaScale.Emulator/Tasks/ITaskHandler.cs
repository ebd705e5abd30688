namespace IkomiaScale.Emulator.Tasks;

/// <summary>Computes what tasks return, instead of the built-in tasks.</summary>
internal interface ITaskHandler
{
    /// <summary>Returns the outputs of a task.</summary>
    /// <param name="task">The name of the task.</param>
    /// <param name="context">Inputs and parameters.</param>
    /// <exception cref="WorkflowFailedException">The handler failed, or its answer is not valid.</exception>
    Task<IReadOnlyList<TaskOutput>> HandleAsync(string task, TaskContext context);
}
