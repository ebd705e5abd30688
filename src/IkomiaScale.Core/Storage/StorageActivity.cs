using System.Collections.Concurrent;
using IkomiaScale.Concurrency;
using IkomiaScale.Errors;

namespace IkomiaScale.Storage;

/// <summary>
/// What this process is doing in a storage, over all its connections: which listings are under way, and what is being written. Page numbers
/// mean other objects as soon as something is written, so listings are read to their end before that.
/// </summary>
internal sealed class StorageActivity
{
    /// <summary>How long a listing waits for what is under way: a copy of something large must not keep people from looking.</summary>
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

    /// <summary>The activity in the storage at an address.</summary>
    public static StorageActivity In(Uri storageUrl) => All.GetOrAdd(storageUrl.GetLeftPart(UriPartial.Authority), _ => new StorageActivity());

    /// <summary>
    /// Begins a listing: deletes and copies that are under way end first, if they do so soon, and others wait until it is known here. An upload
    /// may take hours, so it is not waited for; it takes nothing away from the list.
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
                    ScaleLog.Tell(() => "Deletes or copies are under way in this storage. The listing begins when they have ended.");
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

    /// <summary>Ends a listing.</summary>
    public void EndListing(OpenListing listing)
    {
        lock (_sync)
        {
            _listings.RemoveAll(known => !known.TryGetTarget(out var target) || ReferenceEquals(target, listing));
        }
    }

    /// <summary>Begins to write: when it returns, no listing is open that what is written could disturb.</summary>
    /// <param name="path">What is written, or what the paths of all that is written begin with.</param>
    /// <param name="isShort">Whether it is a delete or a copy, for which a listing can wait; not an upload.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>To be disposed when the service has answered.</returns>
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
            ScaleLog.Tell(() => $"A list that is under way is read to its end before '{path}' is written, so that it returns what was there before.");
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
