using System.Runtime.ExceptionServices;
using IkomiaScale.Throttling;

namespace IkomiaScale.Storage;

/// <summary>
/// The pages of a listing that is under way. They come as the caller takes them, few ahead; before this process writes something,
/// all that are left are read at once and kept, compressed, so that what the caller gets is what was there before.
/// </summary>
internal sealed class OpenListing : IDisposable
{
    private readonly Func<ScaleException> _endless;
    private readonly CancellationTokenSource _stop;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SeenPages _seen = new();
    private readonly ObjectSpool _spool = new();
    private readonly object _sync = new();
    private readonly PagesAhead _pages;
    private Task? _drain;
    private ExceptionDispatchInfo? _failure;
    private bool _wasUseful;
    private volatile bool _isRead;

    private readonly string _prefix;

    /// <summary>Makes a listing; nothing is asked for yet.</summary>
    /// <param name="prefix">What the paths of all that is listed begin with; empty where they may be any.</param>
    /// <param name="fetch">Asks for a page, counted from 1.</param>
    /// <param name="endless">Makes the error for a list that repeats itself.</param>
    /// <param name="cancellationToken">The caller's; it ends the listing, whoever reads it.</param>
    public OpenListing(string prefix, Func<int, CancellationToken, Task<ListPage>> fetch, Func<ScaleException> endless, CancellationToken cancellationToken)
    {
        _prefix = prefix;
        _endless = endless;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stop = _stop.Token;
        _pages = new PagesAhead(number => FetchAsync(fetch, number, stop));
    }

    /// <summary>Whether a write under a path, or under all that begin with it, may move what is left to be asked for to other pages.</summary>
    public bool IsTouchedBy(string path) => !_isRead
        && (path.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase) || _prefix.StartsWith(path, StringComparison.OrdinalIgnoreCase));

    /// <summary>The objects that come next; null at the end.</summary>
    /// <exception cref="ScaleException">A page could not be had.</exception>
    public async Task<IReadOnlyList<IkStorageObject>?> TakeAsync()
    {
        await _turn.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            if (_spool.Count > 0)
            {
                return _spool.TakeBlock();
            }

            _failure?.Throw();
            return _isRead ? null : await ReadAsync(isAhead: false).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Asks for the next pages already, as many as make sense.</summary>
    public void Prepare()
    {
        lock (_sync)
        {
            if (!_isRead && _drain is null && _failure is null)
            {
                _pages.Ask();
            }
        }
    }

    /// <summary>
    /// Reads all that is left. A failure is kept for the caller of the listing; it is not the writer's. The writer may stop waiting, which
    /// does not end the reading.
    /// </summary>
    public Task DrainAsync()
    {
        lock (_sync)
        {
            return _drain ??= Task.Run(DrainCoreAsync);
        }
    }

    /// <summary>Ends it, whoever waits for it.</summary>
    public void Dispose()
    {
        // What was asked for behind the end may come and go: to break it off would cost its connection.
        if (!_isRead)
        {
            _isRead = true;
            _stop.Cancel();
        }

        lock (_sync)
        {
            _pages.Forget();
        }

        _stop.Dispose();
    }

    private async Task DrainCoreAsync()
    {
        var hasTurn = false;
        try
        {
            await _turn.WaitAsync(_stop.Token).ConfigureAwait(false);
            hasTurn = true;
            while (!_isRead && _failure is null)
            {
                foreach (var item in await ReadAsync(isAhead: true).ConfigureAwait(false))
                {
                    _spool.Add(item);
                }
            }

            _spool.Flush();
        }
        catch (Exception exception) when (exception is ScaleException or OperationCanceledException or ObjectDisposedException)
        {
            // A failure of the service was kept by ReadAsync; an end was wanted by the caller.
        }
        finally
        {
            if (hasTurn)
            {
                _turn.Release();
            }
        }
    }

    private async Task<IReadOnlyList<IkStorageObject>> ReadAsync(bool isAhead)
    {
        try
        {
            Task<ListPage> fetch;
            lock (_sync)
            {
                // A page that gave nothing new was not used: nobody is nearer to what they want.
                if (_wasUseful)
                {
                    _pages.Use();
                }

                if (isAhead)
                {
                    _pages.Ask();
                }

                fetch = _pages.TakeAsync();
            }

            var page = await EndIfGoneAsync(fetch).ConfigureAwait(false);
            var objects = _seen.Take(page);
            if (page.HasNext && _seen.IsEndless)
            {
                throw _endless();
            }

            lock (_sync)
            {
                _wasUseful = objects.Count > 0;
                _pages.Read(page.HasNext);
                _isRead |= !page.HasNext;
            }

            return objects;
        }
        catch (ScaleException exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }

    // A service that has too much to do is asked for fewer pages at once.
    private async Task<ListPage> FetchAsync(Func<int, CancellationToken, Task<ListPage>> fetch, int number, CancellationToken stop)
    {
        Refusals.Listen(_pages.Slow);
        return await fetch(number, stop).ConfigureAwait(false);
    }

    // Objects were deleted meanwhile, and with them the last pages: that is the end of the list.
    private async Task<ListPage> EndIfGoneAsync(Task<ListPage> fetch)
    {
        try
        {
            return await fetch.ConfigureAwait(false);
        }
        catch (ScaleException exception) when (_pages.HasRead && exception.ErrorId == ScaleErrorId.ObjectNotFound)
        {
            return ListPage.End;
        }
    }
}
