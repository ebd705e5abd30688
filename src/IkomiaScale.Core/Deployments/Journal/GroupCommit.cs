namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// Gathers what comes while the disk is busy and hands it over as one: a flush takes as long for a hundred lines as for one.
/// What was added first is handed over first.
/// </summary>
/// <typeparam name="T">What is gathered.</typeparam>
internal sealed class GroupCommit<T>
{
    /// <summary>How long the thread waits for more before it ends.</summary>
    private const int LingerMilliseconds = 500;

    private readonly object _gate = new();
    private readonly Action<IReadOnlyList<T>> _commit;
    private List<(T Item, TaskCompletionSource<bool> Done)> _waiting = [];
    private Task _last = Task.CompletedTask;
    private bool _isBusy;

    /// <summary>Makes a gatherer.</summary>
    /// <param name="commit">
    /// Does it, on a thread of its own, because disks are waited for: one call at a time. What it throws is thrown to all whose items it had.
    /// </param>
    public GroupCommit(Action<IReadOnlyList<T>> commit)
    {
        _commit = commit;
    }

    /// <summary>Adds an item.</summary>
    /// <returns>Ends when the item has been committed.</returns>
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

    /// <summary>Ends when nothing waits any more, however that ended.</summary>
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
                // It is for those who wait to judge. Who does not wait need not hear of it.
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
