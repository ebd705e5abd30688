namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// Gathers what comes while the disk is busy and hands it over as one: a flush takes as long for a hundred lines as for one.
/// What was added first is handed over first.
/// </summary>
/// <typeparam name="T">What is gathered.</typeparam>
internal sealed class GroupCommit<T>
{
    private readonly object _gate = new();
    private readonly Action<IReadOnlyList<T>> _commit;
    private List<(T Item, TaskCompletionSource<bool> Done)> _waiting = [];
    private Task _last = Task.CompletedTask;
    private bool _isBusy;

    /// <summary>Makes a gatherer.</summary>
    /// <param name="commit">Does it, on another thread, one call at a time. What it throws is thrown to all whose items it had.</param>
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
            if (!_isBusy)
            {
                _isBusy = true;
                _last = Task.Run(CommitAll);
            }
        }

        return done.Task;
    }

    /// <summary>Ends when nothing waits any more.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            return _last;
        }
    }

    private void CommitAll()
    {
        while (true)
        {
            List<(T Item, TaskCompletionSource<bool> Done)> batch;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _isBusy = false;
                    return;
                }

                batch = _waiting;
                _waiting = [];
            }

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
}
