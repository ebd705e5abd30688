namespace IkomiaScale.Storage;

/// <summary>
/// Requests the pages of a list, some before they are needed: 1 at first, then 2, 4 and 8 as pages are used, and never more
/// than have been used. The number of pages is not known, so a page counts only if the page before it says that it exists.
/// For one thread at a time, except <see cref="Slow"/>.
/// </summary>
internal sealed class PagesAhead
{
    /// <summary>The largest number of pages that are requested or held in memory.</summary>
    public const int Most = 8;

    private readonly Func<int, Task<ListPage>> _fetch;
    private readonly Queue<Asked> _asked = new();
    private int _read;
    private int _used;
    private int _last;
    private int _bearable = Most;

    /// <summary>Creates the pages of one list. Nothing is requested yet.</summary>
    /// <param name="fetch">Requests a page; the first page is 1.</param>
    public PagesAhead(Func<int, Task<ListPage>> fetch)
    {
        _fetch = fetch;
    }

    /// <summary>Whether a page has arrived.</summary>
    public bool HasRead => _read > 0;

    /// <summary>Records that the objects of a page were used: a caller that took so many takes more.</summary>
    public void Use() => _used++;

    /// <summary>
    /// Records that the service is overloaded: from now on, fewer pages are requested at the same time. Any thread may call
    /// it.
    /// </summary>
    public void Slow() => Interlocked.Exchange(ref _bearable, Math.Max(1, Volatile.Read(ref _bearable) - 1));

    /// <summary>Requests as many pages as make sense now.</summary>
    public void Ask()
    {
        while (_asked.Count < Depth)
        {
            AskNext();
        }
    }

    /// <summary>Returns the next page. The caller awaits it, then calls <see cref="Read"/>.</summary>
    public Task<ListPage> TakeAsync()
    {
        if (_asked.Count == 0)
        {
            AskNext();
        }

        return TakeAsync(_asked.Dequeue());
    }

    /// <summary>
    /// Records that the taken page has arrived, and whether another one follows. Requests behind the last page are forgotten.
    /// </summary>
    public void Read(bool hasNext)
    {
        _read++;
        if (!hasNext)
        {
            Forget();
        }
    }

    /// <summary>Forgets all requests and their failures.</summary>
    public void Forget()
    {
        while (_asked.Count > 0)
        {
            _ = _asked.Dequeue().Page.ContinueWith(
                static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private int Depth => Math.Min(Volatile.Read(ref _bearable), _used switch { < 2 => 1, < 4 => 2, < 8 => 4, _ => Most });

    // A page is known to exist when the page before it has arrived.
    private void AskNext()
    {
        var number = ++_last;
        _asked.Enqueue(new Asked(number, _fetch(number), isGuess: number > _read + 1));
    }

    // Behind the end, services refuse in different ways; and what was the end then may have moved. So a refused guess is
    // requested again once the page is known to exist. A failure through all tries stays a failure.
    private async Task<ListPage> TakeAsync(Asked asked)
    {
        try
        {
            return await asked.Page.ConfigureAwait(false);
        }
        catch (ScaleException exception) when (asked.IsGuess && exception is { IsTransient: false, IsOfConnection: false })
        {
            return await _fetch(asked.Number).ConfigureAwait(false);
        }
    }

    private sealed class Asked(int number, Task<ListPage> page, bool isGuess)
    {
        public int Number { get; } = number;

        public Task<ListPage> Page { get; } = page;

        public bool IsGuess { get; } = isGuess;
    }
}
