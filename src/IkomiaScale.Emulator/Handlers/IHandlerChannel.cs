namespace IkomiaScale.Emulator.Handlers;

/// <summary>The way to a handler: a line goes there, a line comes back. One at a time.</summary>
internal interface IHandlerChannel : IAsyncDisposable
{
    /// <summary>Asks the handler.</summary>
    /// <param name="line">The question, without its end.</param>
    /// <param name="cancellation">Ends the wait; the handler is not used again afterwards.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="HandlerException">It ended, or cannot be reached; the text says why.</exception>
    Task<string> AskAsync(string line, CancellationToken cancellation);

    /// <summary>Gives the handler up: the next question goes to a new one.</summary>
    /// <returns>What it wrote on its standard error; empty for nothing.</returns>
    Task<string> ResetAsync();
}
