namespace IkomiaScale.Emulator.CommandLine;

/// <summary>
/// Watches the standard input. The system closes it when the process that holds its other end is gone, even if that
/// was killed: nothing else ties two processes together on every platform.
/// </summary>
internal static class StandardInput
{
    public static void WhenClosed(Action closed)
    {
        // A thread of its own: a read of the standard input cannot be cancelled, and must not keep the process alive.
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
                // What is said does not matter.
            }
        }
        catch (IOException)
        {
            // As good as closed.
        }
    }
}
