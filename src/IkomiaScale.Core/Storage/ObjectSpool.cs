using System.Collections;

namespace IkomiaScale.Storage;

/// <summary>
/// Many objects in little memory: at most 100 bytes each where uids and hashes are what they usually are. They are compressed in blocks, and come
/// out in the order in which they went in, a block at a time.
/// </summary>
internal sealed class ObjectSpool : IEnumerable<IkStorageObject>
{
    /// <summary>Enough for the compression to find what repeats, little enough to be in memory uncompressed.</summary>
    private const int BlockSize = 1000;

    private readonly List<byte[]> _blocks = new();
    private readonly List<IkStorageObject> _last = new();

    /// <summary>Makes an empty one.</summary>
    public ObjectSpool()
    {
    }

    /// <summary>Makes one of all these objects.</summary>
    public ObjectSpool(IEnumerable<IkStorageObject> objects)
    {
        foreach (var item in objects)
        {
            Add(item);
        }
    }

    /// <summary>How many objects there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes the finished blocks take.</summary>
    public long Bytes => _blocks.Sum(block => (long)block.Length);

    /// <summary>Adds an object.</summary>
    public void Add(IkStorageObject item)
    {
        _last.Add(item);
        Count++;
        if (_last.Count == BlockSize)
        {
            Flush();
        }
    }

    /// <summary>Compresses what is not yet.</summary>
    public void Flush()
    {
        if (_last.Count > 0)
        {
            _blocks.Add(ObjectBlock.Write(_last));
            _last.Clear();
        }
    }

    /// <inheritdoc/>
    public IEnumerator<IkStorageObject> GetEnumerator() => _blocks.SelectMany(ObjectBlock.Read).Concat(_last).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes the first block out, uncompressed, and forgets it; none where there is nothing left.</summary>
    public IReadOnlyList<IkStorageObject> TakeBlock()
    {
        IReadOnlyList<IkStorageObject> objects;
        if (_blocks.Count > 0)
        {
            objects = ObjectBlock.Read(_blocks[0]);
            _blocks.RemoveAt(0);
        }
        else
        {
            objects = _last.ToList();
            _last.Clear();
        }

        Count -= objects.Count;
        return objects;
    }
}
