using System.Runtime.CompilerServices;

namespace IkomiaScale.Concurrency;

/// <summary>Runs a bounded number of operations at once and gives their results as they are ready.</summary>
internal static class ParallelWork
{
    /// <summary>Runs operations. What one throws ends the others and comes out.</summary>
    /// <param name="items">What is worked on; taken as places become free.</param>
    /// <param name="limit">How many run at once.</param>
    /// <param name="work">What is done with each.</param>
    /// <param name="cancellationToken">Ends all.</param>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IEnumerable<TItem> items, int limit, Func<TItem, CancellationToken, Task<TResult>> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = stop.Token;
        var running = new List<Task<TResult>>(limit);
        try
        {
            foreach (var item in items)
            {
                if (running.Count == limit)
                {
                    yield return await NextAsync(running).ConfigureAwait(false);
                }

                cancellationToken.ThrowIfCancellationRequested();
                running.Add(Task.Run(() => work(item, token), token));
            }

            while (running.Count > 0)
            {
                yield return await NextAsync(running).ConfigureAwait(false);
            }
        }
        finally
        {
            // Nothing goes on behind the back of whoever has enough: what is under way ends and tidies up first.
            stop.Cancel();
            foreach (var task in running)
            {
                await EndAsync(task).ConfigureAwait(false);
            }
        }
    }

    private static async Task<TResult> NextAsync<TResult>(List<Task<TResult>> running)
    {
        var done = await Task.WhenAny(running).ConfigureAwait(false);
        running.Remove(done);
        return await done.ConfigureAwait(false);
    }

    private static async Task EndAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It was told to end, and how it did is of interest to nobody any more.
        }
    }
}
