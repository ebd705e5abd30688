namespace IkomiaScale.Storage;

/// <summary>
/// Asks for the pages of a list, some of them before they are needed: one at first, then 2, 4 and 8 as pages are used up, and after the first
/// never more than have been used. How many pages there are is not known, so one that was asked for ahead counts only when the page before it
/// says that it exists. Not for several threads at once.
/// </summary>
internal sealed class PagesAhead
{
    /// <summary>Eight answers of a page each are on their way or in memory at most.</summary>
    public const int Most = 8;

    private readonly Func<int, Task<ListPage>> _fetch;
    private readonly Queue<Asked> _asked = new();
    private int _read;
    private int _used;
    private int _last;
    private int _bearable = Most;

    /// <summary>Makes the pages of one list; nothing is asked for yet.</summary>
    /// <param name="fetch">Asks for a page, counted from 1.</param>
    public PagesAhead(Func<int, Task<ListPage>> fetch)
    {
        _fetch = fetch;
    }

    /// <summary>Whether a page has come already.</summary>
    public bool HasRead => _read > 0;

    /// <summary>Says that the objects of a page are used up: whoever wanted that many wants more.</summary>
    public void Use() => _used++;

    /// <summary>Says that the service has too much to do: fewer are asked for at once from now on. From any thread.</summary>
    public void Slow() => Interlocked.Exchange(ref _bearable, Math.Max(1, Volatile.Read(ref _bearable) - 1));

    /// <summary>Asks for as many pages as make sense now.</summary>
    public void Ask()
    {
        while (_asked.Count < Depth)
        {
            AskNext();
        }
    }

    /// <summary>The next page. The caller awaits it, and says with <see cref="Read"/> that it came.</summary>
    public Task<ListPage> TakeAsync()
    {
        if (_asked.Count == 0)
        {
            AskNext();
        }

        return TakeAsync(_asked.Dequeue());
    }

    /// <summary>Says that the page that was taken has come, and whether another one follows. What was asked for behind the last one is forgotten.</summary>
    public void Read(bool hasNext)
    {
        _read++;
        if (!hasNext)
        {
            Forget();
        }
    }

    /// <summary>Lets go of what was asked for: it is not wanted any more, and neither is its failure.</summary>
    public void Forget()
    {
        while (_asked.Count > 0)
        {
            _ = _asked.Dequeue().Page.ContinueWith(
                static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private int Depth => Math.Min(Volatile.Read(ref _bearable), _used switch { < 2 => 1, < 4 => 2, < 8 => 4, _ => Most });

    // A page is known to exist when the one before it has come.
    private void AskNext()
    {
        var number = ++_last;
        _asked.Enqueue(new Asked(number, _fetch(number), isGuess: number > _read + 1));
    }

    // Behind the end a service may refuse, each in its own way; and what was the end then need not be it now. So a guess that was refused is asked
    // for again as soon as it is known to exist. What has failed through all tries has failed.
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
