using System.Collections.Concurrent;
using IkomiaScale.Storage;

namespace IkomiaScale.Sync.Work;

/// <summary>The progress of a sync, written by its threads and read by the thread that shows it. Neither waits for the other.</summary>
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

    /// <summary>The current phase.</summary>
    public SyncPhase Phase => _phase;

    /// <summary>The number of files that were listed.</summary>
    public long FilesSeen => Interlocked.Read(ref _walked);

    /// <summary>The number of objects that were listed.</summary>
    public long ObjectsSeen => Interlocked.Read(ref _listed);

    /// <summary>The number of items of this phase that are done.</summary>
    public long ItemsDone => Interlocked.Read(ref _itemsDone);

    /// <summary>The number of items of this phase.</summary>
    public long ItemsInAll => Interlocked.Read(ref _itemsInAll);

    /// <summary>The number of bytes of this phase that are done, with those of running items.</summary>
    public long BytesDone => Interlocked.Read(ref _bytesDone) + _active.Keys.Sum(item => item.Bytes);

    /// <summary>The number of bytes of this phase.</summary>
    public long BytesInAll => Interlocked.Read(ref _bytesInAll);

    public void Walked() => Interlocked.Increment(ref _walked);

    public void Listed() => Interlocked.Increment(ref _listed);

    /// <summary>Starts a phase.</summary>
    public void Begin(SyncPhase phase, long items = 0, long bytes = 0)
    {
        Interlocked.Exchange(ref _itemsDone, 0);
        Interlocked.Exchange(ref _itemsInAll, items);
        Interlocked.Exchange(ref _bytesDone, 0);
        Interlocked.Exchange(ref _bytesInAll, bytes);
        _phase = phase;
    }

    /// <summary>Starts an item.</summary>
    public TransferProgress Start(string name, long? size)
    {
        var item = new TransferProgress(name, size);
        item.Start();
        _active[item] = true;
        return item;
    }

    /// <summary>Ends an item, whatever its outcome.</summary>
    /// <param name="item">The item.</param>
    /// <param name="bytes">The number of bytes of the phase that it stands for.</param>
    public void End(TransferProgress item, long bytes)
    {
        _active.TryRemove(item, out _);
        Interlocked.Add(ref _bytesDone, bytes);
        Interlocked.Increment(ref _itemsDone);
    }
}
