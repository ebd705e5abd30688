using System.Collections;

namespace IkomiaScale.Storage;

/// <summary>
/// Keeps many objects in little memory: at most 100 bytes each if uids and hashes have their usual form. They are compressed
/// in blocks, and returned block by block in the order in which they were added.
/// </summary>
internal sealed class ObjectSpool : IEnumerable<IkStorageObject>
{
    /// <summary>Large enough to compress well, small enough to hold uncompressed.</summary>
    private const int BlockSize = 1000;

    private readonly List<byte[]> _blocks = new();
    private readonly List<IkStorageObject> _last = new();

    /// <summary>Creates an empty spool.</summary>
    public ObjectSpool()
    {
    }

    /// <summary>Creates a spool with objects.</summary>
    public ObjectSpool(IEnumerable<IkStorageObject> objects)
    {
        foreach (var item in objects)
        {
            Add(item);
        }
    }

    /// <summary>The number of objects.</summary>
    public int Count { get; private set; }

    /// <summary>The size of the compressed blocks in bytes.</summary>
    public long Bytes => _blocks.Sum(block => (long)block.Length);

    public void Add(IkStorageObject item)
    {
        _last.Add(item);
        Count++;
        if (_last.Count == BlockSize)
        {
            Flush();
        }
    }

    /// <summary>Compresses the objects that are not compressed yet.</summary>
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

    /// <summary>Removes the first block and returns its objects; none if the spool is empty.</summary>
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
