namespace IkomiaScale.Emulator.Handlers;

/// <summary>A connection to a handler, which answers a line with a line. Not thread-safe.</summary>
internal interface IHandlerChannel : IAsyncDisposable
{
    /// <summary>Sends a line to the handler and returns its answer.</summary>
    /// <param name="line">The line, without a line feed.</param>
    /// <param name="cancellation">Ends the wait. Call <see cref="ResetAsync"/> afterward.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="HandlerException">The handler ended or cannot be reached. The message says why.</exception>
    Task<string> AskAsync(string line, CancellationToken cancellation);

    /// <summary>Stops the handler. The next line starts a new one.</summary>
    /// <returns>The end of its standard error; may be empty.</returns>
    Task<string> ResetAsync();
}
