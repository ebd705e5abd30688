namespace IkomiaScale.Emulator.Tasks;

/// <summary>The run ends as a failure, with the message for the client.</summary>
internal sealed class WorkflowFailedException(string message) : Exception(message);
