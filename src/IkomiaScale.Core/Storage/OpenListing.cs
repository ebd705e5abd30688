using System.Runtime.ExceptionServices;
using IkomiaScale.Throttling;

namespace IkomiaScale.Storage;

/// <summary>
/// The pages of a running listing. They are requested as the caller takes them, a few ahead. Before this process writes to
/// the storage, all remaining pages are read and kept compressed, so that the caller gets the objects that existed before.
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

    /// <summary>Creates a listing. Nothing is requested yet.</summary>
    /// <param name="prefix">The start of the paths of all listed objects; empty for any.</param>
    /// <param name="fetch">Requests a page; the first page is 1.</param>
    /// <param name="endless">Creates the error for a list that repeats itself.</param>
    /// <param name="cancellationToken">The token of the caller. It ends the listing, also for a writer that reads it.</param>
    public OpenListing(string prefix, Func<int, CancellationToken, Task<ListPage>> fetch, Func<ScaleException> endless, CancellationToken cancellationToken)
    {
        _prefix = prefix;
        _endless = endless;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stop = _stop.Token;
        _pages = new PagesAhead(number => FetchAsync(fetch, number, stop));
    }

    /// <summary>
    /// Whether a write to a path, or to all paths that start with it, may move objects between pages that are not read yet.
    /// </summary>
    public bool IsTouchedBy(string path) => !_isRead
        && (path.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase) || _prefix.StartsWith(path, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the next objects; null at the end.</summary>
    /// <exception cref="ScaleException">A page is not available.</exception>
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

    /// <summary>Requests the next pages, as many as make sense.</summary>
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
    /// Reads all remaining pages. A failure is kept for the caller of the listing, not reported to the writer. If the writer
    /// stops waiting, the reading continues.
    /// </summary>
    public Task DrainAsync()
    {
        lock (_sync)
        {
            return _drain ??= Task.Run(DrainCoreAsync);
        }
    }

    /// <summary>Ends the listing for everybody who waits for it.</summary>
    public void Dispose()
    {
        // Requests for pages behind the end may complete unused: canceling them would close their connections.
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
            // ReadAsync has kept a failure of the service. A cancellation comes from the caller.
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
                // A page without new objects was not used.
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

    // If the service is overloaded, fewer pages are requested at the same time.
    private async Task<ListPage> FetchAsync(Func<int, CancellationToken, Task<ListPage>> fetch, int number, CancellationToken stop)
    {
        Refusals.Listen(_pages.Slow);
        return await fetch(number, stop).ConfigureAwait(false);
    }

    // Somebody deleted objects, and with them the last pages, so the list ends here.
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
