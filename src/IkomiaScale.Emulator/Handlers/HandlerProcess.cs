using System.Diagnostics;
using System.Text;

namespace IkomiaScale.Emulator.Handlers;

/// <summary>
/// A handler that is a program: started with the first question, kept for all that follow, and started again when it has ended. The shell of the system reads
/// the command.
/// </summary>
internal sealed class HandlerProcess(string command) : IHandlerChannel
{
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(2);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private Process? _process;
    private ErrorTail _errors = new();

    public async Task<string> AskAsync(string line, CancellationToken cancellation)
    {
        if (_process is { HasExited: true })
        {
            await ResetAsync();
        }

        var process = _process ??= Start();
        try
        {
            await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation);
            await process.StandardInput.FlushAsync(cancellation);
            if (await process.StandardOutput.ReadLineAsync(cancellation) is { } answer)
            {
                return answer;
            }
        }
        catch (IOException)
        {
            // It closed its end: why is told below.
        }

        await WaitForEndAsync(process);
        throw new HandlerException(process.HasExited ? $"it ended with exit code {process.ExitCode} before it answered" : "it closed its standard output before it answered");
    }

    public async Task<string> ResetAsync()
    {
        var (process, errors) = (_process, _errors);
        (_process, _errors) = (null, new ErrorTail());
        if (process is null)
        {
            return "";
        }

        using (process)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            await WaitForEndAsync(process);
        }

        return errors.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } process)
        {
            // Its end of input tells a handler that no more comes.
            process.StandardInput.Close();
            await WaitForEndAsync(process);
        }

        await ResetAsync();
    }

    // Its standard error has been read to its end then.
    private static async Task WaitForEndAsync(Process process)
    {
        using var grace = new CancellationTokenSource(EndGrace);
        try
        {
            await process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            // A child of its own may hold the streams open; that is not waited for.
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo
        {
            FileName = OperatingSystem.IsWindows() ? "cmd.exe" : "/bin/sh",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
            UseShellExecute = false,
        };
        if (OperatingSystem.IsWindows())
        {
            start.Arguments = $"/d /s /c \"{command}\"";
        }
        else
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(command);
        }

        var errors = _errors;
        var process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            process.Dispose();
            throw new HandlerException($"it cannot be started: {exception.Message}", exception);
        }

        process.BeginErrorReadLine();
        return process;
    }
}
