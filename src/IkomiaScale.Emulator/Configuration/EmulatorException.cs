namespace IkomiaScale.Emulator;

/// <summary>The emulator cannot start. The message is one line: what failed, why, and what to do.</summary>
public sealed class EmulatorException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line for the user.</param>
    /// <param name="innerException">The cause, or null.</param>
    public EmulatorException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
