using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Handlers;

/// <summary>Passes runs to the handler of the user, one after the other, with a time limit for each.</summary>
internal sealed class TaskHandler(IHandlerChannel channel, TimeSpan timeout) : ITaskHandler, IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<IReadOnlyList<TaskOutput>> HandleAsync(string task, TaskContext context)
    {
        await using var files = await InputFiles.WriteAsync(context.Inputs, context.Cancellation);
        var question = HandlerLine.Ask(task, context, files.Paths);
        var answer = await AskAsync(question, context.Cancellation);
        return HandlerLine.Read(answer);
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        _turn.Dispose();
    }

    private async Task<string> AskAsync(string question, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(timeout);
            return await channel.AskAsync(question, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Failed($"it did not answer within {timeout.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)} s (--handler-timeout) and was stopped", await channel.ResetAsync());
        }
        catch (HandlerException exception)
        {
            throw Failed(exception.Message, await channel.ResetAsync());
        }
        finally
        {
            _turn.Release();
        }
    }

    private static WorkflowFailedException Failed(string why, string errors) =>
        new($"The handler failed: {why}." + (errors.Length > 0 ? $" Its standard error: {errors}" : ""));
}
