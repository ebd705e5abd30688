namespace IkomiaScale.Emulator.CommandLine;

/// <summary>
/// Waits for the end of the standard input. The system closes it when the process at its other end has ended, even if that was killed.
/// No other way to notice that works on every platform.
/// </summary>
internal static class StandardInput
{
    public static void WhenClosed(Action closed)
    {
        // A read of the standard input cannot be canceled and must not keep the process alive, so it gets a background thread.
        var thread = new Thread(() =>
        {
            ReadToEnd();
            closed();
        })
        {
            IsBackground = true,
            Name = "standard input",
        };
        thread.Start();
    }

    private static void ReadToEnd()
    {
        try
        {
            using var input = Console.OpenStandardInput();
            var buffer = new byte[1024];
            while (input.Read(buffer) > 0)
            {
                // The input is ignored.
            }
        }
        catch (IOException)
        {
            // Treated as the end.
        }
    }
}
