using System.Collections.Concurrent;
using IkomiaScale.Storage;

namespace IkomiaScale.Sync.Work;

/// <summary>How far a sync is. It is written to by whoever works and read by whoever shows it; neither waits for the other.</summary>
internal sealed class SyncProgress
{
    private readonly ConcurrentDictionary<TransferProgress, bool> _active = new();
    private volatile SyncPhase _phase;
    private long _walked;
    private long _listed;
    private long _itemsDone;
    private long _itemsInAll;
    private long _bytesDone;
    private long _bytesInAll;

    /// <summary>What it is doing.</summary>
    public SyncPhase Phase => _phase;

    /// <summary>How many files were seen.</summary>
    public long FilesSeen => Interlocked.Read(ref _walked);

    /// <summary>How many objects were seen.</summary>
    public long ObjectsSeen => Interlocked.Read(ref _listed);

    /// <summary>How many items of this phase are done.</summary>
    public long ItemsDone => Interlocked.Read(ref _itemsDone);

    /// <summary>How many items this phase has.</summary>
    public long ItemsInAll => Interlocked.Read(ref _itemsInAll);

    /// <summary>How many bytes of this phase are done, those of items under way included.</summary>
    public long BytesDone => Interlocked.Read(ref _bytesDone) + _active.Keys.Sum(item => item.Bytes);

    /// <summary>How many bytes this phase has.</summary>
    public long BytesInAll => Interlocked.Read(ref _bytesInAll);

    /// <summary>A file was seen.</summary>
    public void Walked() => Interlocked.Increment(ref _walked);

    /// <summary>An object was seen.</summary>
    public void Listed() => Interlocked.Increment(ref _listed);

    /// <summary>A phase begins.</summary>
    public void Begin(SyncPhase phase, long items = 0, long bytes = 0)
    {
        Interlocked.Exchange(ref _itemsDone, 0);
        Interlocked.Exchange(ref _itemsInAll, items);
        Interlocked.Exchange(ref _bytesDone, 0);
        Interlocked.Exchange(ref _bytesInAll, bytes);
        _phase = phase;
    }

    /// <summary>An item begins.</summary>
    public TransferProgress Start(string name, long? size)
    {
        var item = new TransferProgress(name, size);
        item.Start();
        _active[item] = true;
        return item;
    }

    /// <summary>An item has ended, however it did.</summary>
    /// <param name="item">The item.</param>
    /// <param name="bytes">How many bytes of the whole it was.</param>
    public void End(TransferProgress item, long bytes)
    {
        _active.TryRemove(item, out _);
        Interlocked.Add(ref _bytesDone, bytes);
        Interlocked.Increment(ref _itemsDone);
    }
}
