using System.Collections.Concurrent;
using IkomiaScale.Concurrency;
using IkomiaScale.Errors;

namespace IkomiaScale.Storage;

/// <summary>
/// The listings and writes of this process in a storage, over all its connections. A write moves objects between pages, so
/// running listings are read to their end before it.
/// </summary>
internal sealed class StorageActivity
{
    /// <summary>The longest wait of a listing for running writes: copying something large must not block a look at the storage.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private static readonly ConcurrentDictionary<string, StorageActivity> All = new(StringComparer.OrdinalIgnoreCase);

    private readonly object _sync = new();
    private readonly List<WeakReference<OpenListing>> _listings = new();
    private int _shortWrites;
    private int _waitingListings;
    private TaskCompletionSource<bool>? _changed;

    private StorageActivity()
    {
    }

    /// <summary>Returns the activity in the storage at a URL.</summary>
    public static StorageActivity In(Uri storageUrl) => All.GetOrAdd(storageUrl.GetLeftPart(UriPartial.Authority), _ => new StorageActivity());

    /// <summary>
    /// Starts a listing. Running deletes and copies end first, for a limited time; new ones wait until the listing is
    /// registered. Uploads are not waited for: they may take hours, and remove nothing from the list.
    /// </summary>
    public async Task BeginListingAsync(OpenListing listing, CancellationToken cancellationToken)
    {
        var isWaiting = false;
        var patience = Task.CompletedTask;
        try
        {
            while (true)
            {
                Task changed;
                var begins = !isWaiting;
                lock (_sync)
                {
                    if (_shortWrites == 0 || (isWaiting && patience.IsCompleted))
                    {
                        _listings.Add(new WeakReference<OpenListing>(listing));
                        return;
                    }

                    _waitingListings += begins ? 1 : 0;
                    isWaiting = true;
                    changed = Changed();
                }

                if (begins)
                {
                    ScaleLog.Tell(() => "Deletes or copies are running in this storage. The listing starts when they end.");
                }

                patience = patience.IsCompleted ? Task.Delay(LongestWait, CancellationToken.None) : patience;
                await Task.WhenAny(changed, patience).OrCancelledAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            lock (_sync)
            {
                _waitingListings -= isWaiting ? 1 : 0;
                Tell();
            }
        }
    }

    public void EndListing(OpenListing listing)
    {
        lock (_sync)
        {
            _listings.RemoveAll(known => !known.TryGetTarget(out var target) || ReferenceEquals(target, listing));
        }
    }

    /// <summary>Starts a write: when it returns, no open listing can be disturbed by it.</summary>
    /// <param name="path">The path that is written, or the start of all paths that are.</param>
    /// <param name="isShort">Whether it is a delete or a copy, which a listing waits for; false for an upload.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Dispose it when the service has answered.</returns>
    public async Task<IDisposable> BeginWriteAsync(string path, bool isShort, CancellationToken cancellationToken)
    {
        List<OpenListing> open;
        while (true)
        {
            Task changed;
            lock (_sync)
            {
                if (!isShort || _waitingListings == 0)
                {
                    _shortWrites += isShort ? 1 : 0;
                    open = TouchedBy(path);
                    break;
                }

                changed = Changed();
            }

            await changed.OrCancelledAsync(cancellationToken).ConfigureAwait(false);
        }

        var write = new Write(this, isShort);
        if (open.Count > 0)
        {
            ScaleLog.Tell(() => $"A running listing is read to its end before '{path}' is written, so that it returns the objects that existed before.");
        }

        try
        {
            foreach (var listing in open)
            {
                await listing.DrainAsync().OrCancelledAsync(cancellationToken).ConfigureAwait(false);
            }

            return write;
        }
        catch
        {
            write.Dispose();
            throw;
        }
    }

    private List<OpenListing> TouchedBy(string path)
    {
        var open = new List<OpenListing>();
        _listings.RemoveAll(known => !known.TryGetTarget(out _));
        foreach (var known in _listings)
        {
            if (known.TryGetTarget(out var listing) && listing.IsTouchedBy(path))
            {
                open.Add(listing);
            }
        }

        return open;
    }

    private Task Changed() => (_changed ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Tell()
    {
        _changed?.TrySetResult(true);
        _changed = null;
    }

    private void End(bool isShort)
    {
        lock (_sync)
        {
            _shortWrites -= isShort ? 1 : 0;
            Tell();
        }
    }

    private sealed class Write(StorageActivity activity, bool isShort) : IDisposable
    {
        private int _isEnded;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isEnded, 1) == 0)
            {
                activity.End(isShort);
            }
        }
    }
}
