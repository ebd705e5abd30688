namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// Collects items while the disk is busy and commits them together: a flush takes as long for a hundred lines as for one. The
/// order is kept.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed class GroupCommit<T>
{
    /// <summary>How long the thread waits for more items before it ends.</summary>
    private const int LingerMilliseconds = 500;

    private readonly object _gate = new();
    private readonly Action<IReadOnlyList<T>> _commit;
    private List<(T Item, TaskCompletionSource<bool> Done)> _waiting = [];
    private Task _last = Task.CompletedTask;
    private bool _isBusy;

    /// <summary>Creates a collector.</summary>
    /// <param name="commit">Commits items, one call at a time, on a thread of its own because it waits for the disk. An
    /// exception goes to all whose items it had.</param>
    public GroupCommit(Action<IReadOnlyList<T>> commit)
    {
        _commit = commit;
    }

    /// <summary>Adds an item.</summary>
    /// <returns>Completes when the item is committed.</returns>
    public Task AddAsync(T item)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((item, done));
            _last = done.Task;
            Monitor.Pulse(_gate);
            if (!_isBusy)
            {
                _isBusy = true;
                _ = Task.Factory.StartNew(CommitAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }

        return done.Task;
    }

    /// <summary>Completes when no item waits any more, whether it was committed or failed.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            return Task.WhenAny(_last);
        }
    }

    private void CommitAll()
    {
        while (Next() is { } batch)
        {
            try
            {
                _commit(batch.ConvertAll(waiting => waiting.Item));
                batch.ForEach(waiting => waiting.Done.SetResult(true));
            }
            catch (Exception exception)
            {
                // The callers that wait get the failure. For others it is observed here.
                foreach (var (_, done) in batch)
                {
                    done.SetException(exception);
                    _ = done.Task.Exception;
                }
            }
        }
    }

    private List<(T Item, TaskCompletionSource<bool> Done)>? Next()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                Monitor.Wait(_gate, LingerMilliseconds);
            }

            if (_waiting.Count == 0)
            {
                _isBusy = false;
                return null;
            }

            var batch = _waiting;
            _waiting = [];
            return batch;
        }
    }
}
