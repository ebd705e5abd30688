namespace IkomiaScale.Emulator.Storage;

/// <summary>
/// Caches the path with which a page of a listing starts, so that page N costs no more than page 1. A change of the storage
/// invalidates the cache, because it shifts the pages.
/// </summary>
internal sealed class PageStarts
{
    private const int Capacity = 4096;

    private readonly object _gate = new();
    private readonly Dictionary<(string Prefix, int Page), (string Start, long Version)> _starts = [];
    private long _version;

    /// <summary>The version of the storage. Read it before the listing, so that a change in between invalidates the start that is stored.</summary>
    public long Version => Interlocked.Read(ref _version);

    public void Invalidate() => Interlocked.Increment(ref _version);

    public string? Find(string prefix, int page, long version)
    {
        lock (_gate)
        {
            return _starts.TryGetValue((prefix, page), out var known) && known.Version == version ? known.Start : null;
        }
    }

    public void Remember(string prefix, int page, string start, long version)
    {
        lock (_gate)
        {
            if (_starts.Count >= Capacity)
            {
                _starts.Clear();
            }

            _starts[(prefix, page)] = (start, version);
        }
    }
}
