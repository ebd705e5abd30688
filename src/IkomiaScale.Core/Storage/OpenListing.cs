using System.Runtime.ExceptionServices;

namespace IkomiaScale.Storage;

/// <summary>
/// The pages of a listing that is under way. They come as the caller takes them, one ahead at most; before this process writes something,
/// all that are left are read at once and kept, compressed, so that what the caller gets is what was there before.
/// </summary>
internal sealed class OpenListing : IDisposable
{
    private readonly Func<int, CancellationToken, Task<ListPage>> _fetch;
    private readonly Func<ScaleException> _endless;
    private readonly CancellationTokenSource _stop;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SeenPages _seen = new();
    private readonly ObjectSpool _spool = new();
    private readonly object _sync = new();
    private Task<ListPage>? _next;
    private Task? _drain;
    private ExceptionDispatchInfo? _failure;
    private int _number;
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
        _fetch = fetch;
        _endless = endless;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
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
            return _isRead ? null : await ReadAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Asks for the next page already, if that makes sense.</summary>
    public void Prepare()
    {
        lock (_sync)
        {
            if (!_isRead && _drain is null && _failure is null)
            {
                _next ??= FetchAsync(_number + 1);
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
        _isRead = true;
        _stop.Cancel();
        Forget(_next);
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
                foreach (var item in await ReadAsync().ConfigureAwait(false))
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

    private async Task<IReadOnlyList<IkStorageObject>> ReadAsync()
    {
        try
        {
            Task<ListPage> fetch;
            lock (_sync)
            {
                fetch = _next ?? FetchAsync(_number + 1);
                _next = null;
            }

            var page = await fetch.ConfigureAwait(false);
            _number++;
            var objects = _seen.Take(page);
            if (page.HasNext && _seen.IsEndless)
            {
                throw _endless();
            }

            _isRead |= !page.HasNext;
            return objects;
        }
        catch (ScaleException exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }

    // Objects were deleted meanwhile, and with them the last pages: that is the end of the list.
    private async Task<ListPage> FetchAsync(int number)
    {
        try
        {
            return await _fetch(number, _stop.Token).ConfigureAwait(false);
        }
        catch (ScaleException exception) when (number > 1 && exception.ErrorId == ScaleErrorId.ObjectNotFound)
        {
            return ListPage.End;
        }
    }

    // A page that was asked for ahead is not wanted any more, and neither is its failure.
    private static void Forget(Task? page) => page?.ContinueWith(
        static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
