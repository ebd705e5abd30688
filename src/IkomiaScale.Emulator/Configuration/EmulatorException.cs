namespace IkomiaScale.Emulator;

/// <summary>The emulator cannot start. The message is one line that names the thing and the way out.</summary>
public sealed class EmulatorException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line for the person who started the emulator.</param>
    /// <param name="innerException">What it was that failed, if it was an exception.</param>
    public EmulatorException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
