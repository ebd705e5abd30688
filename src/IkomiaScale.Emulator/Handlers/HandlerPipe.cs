using System.IO.Pipes;
using System.Text;

namespace IkomiaScale.Emulator.Handlers;

/// <summary>A handler in the process that started the emulator, reached over a named pipe of the same user.</summary>
internal sealed class HandlerPipe(string name) : IHandlerChannel
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private NamedPipeClientStream? _pipe;
    private StreamReader? _reader;

    public async Task<string> AskAsync(string line, CancellationToken cancellation)
    {
        try
        {
            if (_pipe is null)
            {
                _pipe = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
                await _pipe.ConnectAsync(ConnectTimeout, cancellation);
                _reader = new StreamReader(_pipe, Encoding.UTF8);
            }

            await _pipe.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellation);
            return await _reader!.ReadLineAsync(cancellation) ?? throw new HandlerException("the process that it runs in closed the pipe");
        }
        catch (Exception exception) when (exception is IOException or TimeoutException or UnauthorizedAccessException)
        {
            throw new HandlerException($"the process that it runs in cannot be reached: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    public async Task<string> ResetAsync()
    {
        var pipe = _pipe;
        (_pipe, _reader) = (null, null);
        if (pipe is not null)
        {
            await pipe.DisposeAsync();
        }

        return "";
    }

    public async ValueTask DisposeAsync() => await ResetAsync();
}
