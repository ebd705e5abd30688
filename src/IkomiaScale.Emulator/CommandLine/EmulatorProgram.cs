using System.CommandLine;
using System.Runtime.InteropServices;

namespace IkomiaScale.Emulator.CommandLine;

/// <summary>Runs the emulator from the command line until Ctrl+C, SIGTERM, or the end of the standard input.</summary>
internal static class EmulatorProgram
{
    private const int StartFailed = 1;
    private const int WrongUsage = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var command = new EmulatorCommand();
        var parsed = command.Root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message.TrimEnd('.')}. See ikscale-emulator --help.");
            return WrongUsage;
        }

        if (parsed.Action is not null)
        {
            // --help or --version.
            return await parsed.InvokeAsync();
        }

        try
        {
            await RunAsync(command.Options(parsed), command.EndsWithStandardInput(parsed));
            return 0;
        }
        catch (EmulatorException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message.ReplaceLineEndings(" "));
            return StartFailed;
        }
    }

    private static async Task RunAsync(EmulatorOptions options, bool endsWithStandardInput)
    {
        // Not disposed: the thread of the standard input may still cancel it while the program ends.
        var ended = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);
        if (endsWithStandardInput)
        {
            StandardInput.WhenClosed(ended.Cancel);
        }

        await using var emulator = await EmulatorHost.StartAsync(options, CancellationToken.None);
        if (emulator.AuthorityFile is { } authority)
        {
            await Console.Out.WriteLineAsync($"Certificate authority: {authority}");
        }

        // Programs read this line, so it stays without the slash at the end of a Uri.
        await Console.Out.WriteLineAsync($"Listening on {emulator.Address.GetLeftPart(UriPartial.Authority)}");
        await emulator.WaitForShutdownAsync(ended.Token);

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            ended.Cancel();
        }
    }
}
