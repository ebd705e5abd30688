namespace IkomiaScale.Emulator.Tasks;

/// <summary>The run fails, with the message for the client.</summary>
internal sealed class WorkflowFailedException(string message) : Exception(message);
