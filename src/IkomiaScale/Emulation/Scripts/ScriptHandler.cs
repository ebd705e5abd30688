using System.IO.Pipes;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;

namespace IkomiaScale.Emulation.Scripts;

/// <summary>
/// A script block that computes the outputs of the emulator's tasks. It has its own runspace in this process and computes one run at a time.
/// The emulator sends its requests over a named pipe.
/// </summary>
internal sealed class ScriptHandler : IDisposable
{
    private readonly string _script;
    private readonly Runspace _runspace;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    /// <summary>Starts to listen.</summary>
    /// <param name="script">The text of the script block. The block itself belongs to its own runspace.</param>
    /// <param name="location">The current folder of the script.</param>
    public ScriptHandler(string script, string location)
    {
        _script = script;
        _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        _runspace.Open();
        _runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(location));

        // Opened before the emulator starts, so that it finds the pipe.
        var first = Open();
        _serving = Task.Run(() => ServeAsync(first));
    }

    /// <summary>The name of the pipe.</summary>
    public string PipeName { get; } = $"ikscale-{Guid.NewGuid():N}";

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _serving.Wait(TimeSpan.FromSeconds(5));
        _runspace.Dispose();
    }

    private NamedPipeServerStream Open() => new(
        PipeName,
        PipeDirection.InOut,
        1,
        PipeTransmissionMode.Byte,
#if NET
        PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
#else
        PipeOptions.Asynchronous);
#endif

    private async Task ServeAsync(NamedPipeServerStream pipe)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using (pipe)
                using (_end.Token.Register(pipe.Dispose))
                {
                    await pipe.WaitForConnectionAsync(_end.Token).ConfigureAwait(false);
                    await AnswerAllAsync(pipe).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The emulator has disconnected, and may connect again.
            }

            if (!_end.IsCancellationRequested)
            {
                pipe = Open();
            }
        }
    }

    private async Task AnswerAllAsync(NamedPipeServerStream pipe)
    {
        using var reader = new StreamReader(pipe, new UTF8Encoding(false), false, 4096, leaveOpen: true);
        var line = await reader.ReadLineAsync().ConfigureAwait(false);
        while (line is not null)
        {
            using var shell = PowerShell.Create();
            shell.Runspace = _runspace;
            var question = line;
            var answer = Task.Run(() => Invoke(shell, question));

            // The next line comes only after the answer. If the pipe ends before, the emulator no longer waits for the answer.
            var next = reader.ReadLineAsync();
            if (await Task.WhenAny((Task)answer, next).ConfigureAwait(false) == next)
            {
                shell.Stop();
            }

            var bytes = Encoding.UTF8.GetBytes(await answer.ConfigureAwait(false) + "\n");
            await pipe.WriteAsync(bytes, 0, bytes.Length, _end.Token).ConfigureAwait(false);
            line = await next.ConfigureAwait(false);
        }
    }

    private string Invoke(PowerShell shell, string line)
    {
        try
        {
            var outputs = shell.AddScript(_script).AddArgument(HandlerRun.Read(line)).Invoke();
            return outputs.Count == 0 && shell.Streams.Error.Count > 0
                ? HandlerRun.Failure(Describe(shell.Streams.Error[0]))
                : HandlerRun.Answer(outputs);
        }
        catch (RuntimeException exception)
        {
            return HandlerRun.Failure(Describe(exception.ErrorRecord));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ScaleException)
        {
            return HandlerRun.Failure(exception.Message);
        }
    }

    private static string Describe(ErrorRecord record) => record.InvocationInfo is { ScriptLineNumber: > 0 } place
        ? $"{record} (line {place.ScriptLineNumber} of the handler)"
        : record.ToString();
}
