namespace IkomiaScale.Emulator.Handlers;

/// <summary>A handler did not answer. The message completes "The handler failed: ".</summary>
internal sealed class HandlerException(string message, Exception? inner = null) : Exception(message, inner);
