namespace IkomiaScale.Emulator.Handlers;

/// <summary>A handler did not answer.</summary>
internal sealed class HandlerException(string message, Exception? inner = null) : Exception(message, inner);
