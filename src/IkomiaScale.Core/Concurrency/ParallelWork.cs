using System.Runtime.CompilerServices;

namespace IkomiaScale.Concurrency;

/// <summary>Runs a limited number of operations at the same time and returns their results when they are ready.</summary>
internal static class ParallelWork
{
    /// <summary>Runs operations. An exception of one cancels the others and is thrown.</summary>
    /// <param name="items">The items, which are taken as places become free.</param>
    /// <param name="limit">The largest number of operations at the same time.</param>
    /// <param name="work">The operation for an item.</param>
    /// <param name="cancellationToken">Cancels everything.</param>
    /// <param name="places">The places that are shared with others; null for none.</param>
    /// <param name="load">What an item transfers; null for nothing.</param>
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
            // Nothing may continue after the caller has stopped reading: running operations end and clean up first.
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

    // A place that arrives at the moment of a cancellation is freed.
    private static async Task LeaveAsync(Task<IPlace> waiting)
    {
        try
        {
            (await waiting.ConfigureAwait(false)).Dispose();
        }
        catch (OperationCanceledException)
        {
            // The wait was canceled.
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
            // The operation was canceled, and its outcome no longer matters.
        }
    }
}
