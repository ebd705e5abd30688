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
    /// <param name="places">Where others work too; null where the limit is this call's own.</param>
    /// <param name="load">What an item moves; null for nothing to speak of.</param>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IEnumerable<TItem> items,
        int limit,
        Func<TItem, CancellationToken, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        IPlaces? places = null,
        Func<TItem, Load>? load = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = stop.Token;
        var running = new List<Task<TResult>>(limit);
        Task<IPlace>? waiting = null;
        try
        {
            foreach (var item in items)
            {
                if (running.Count == limit)
                {
                    yield return await NextAsync(running).ConfigureAwait(false);
                }

                cancellationToken.ThrowIfCancellationRequested();
                var entering = places?.EnterAsync(load?.Invoke(item) ?? Load.None, token);
                waiting = entering;
                while (entering is { IsCompleted: false } && running.Count > 0)
                {
                    var ended = await Task.WhenAny(running.Append<Task>(entering)).ConfigureAwait(false);
                    if (ended != entering)
                    {
                        yield return await NextAsync(running).ConfigureAwait(false);
                    }
                }

                var place = entering is null ? null : await entering.ConfigureAwait(false);
                waiting = null;
                running.Add(Task.Run(() => InPlaceAsync(place, () => work(item, token)), CancellationToken.None));
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
            if (waiting is not null)
            {
                await LeaveAsync(waiting).ConfigureAwait(false);
            }

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

    private static async Task<TResult> InPlaceAsync<TResult>(IPlace? place, Func<Task<TResult>> work)
    {
        using (place)
        {
            place?.Begin();
            return await work().ConfigureAwait(false);
        }
    }

    // A place that comes in the very moment in which nobody wants it any more is free again.
    private static async Task LeaveAsync(Task<IPlace> waiting)
    {
        try
        {
            (await waiting.ConfigureAwait(false)).Dispose();
        }
        catch (OperationCanceledException)
        {
            // It was given up.
        }
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
