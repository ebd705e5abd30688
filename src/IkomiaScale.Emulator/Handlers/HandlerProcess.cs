using System.Diagnostics;
using System.Text;

namespace IkomiaScale.Emulator.Handlers;

/// <summary>
/// A handler that is a program. The shell of the system starts its command with the first run. It stays running for the next runs, and is started again if
/// it has ended.
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
            // The handler closed its standard input. The exception below says why.
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
            // A handler ends at the end of its standard input.
            process.StandardInput.Close();
            await WaitForEndAsync(process);
        }

        await ResetAsync();
    }

    // After the exit, its standard error has been read completely.
    private static async Task WaitForEndAsync(Process process)
    {
        using var grace = new CancellationTokenSource(EndGrace);
        try
        {
            await process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            // A child process of the handler may keep the streams open, so don't wait for their end.
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
