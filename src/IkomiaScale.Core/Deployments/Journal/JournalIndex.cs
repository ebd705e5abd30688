namespace IkomiaScale.Deployments.Journal;

/// <summary>Where the last line of each key is: some 70 bytes a key, whatever the lines hold.</summary>
internal sealed class JournalIndex
{
    private readonly Dictionary<JournalKey, Slot> _slots = new();

    /// <summary>How many bytes the last lines of all keys have.</summary>
    public long AliveBytes { get; private set; }

    /// <summary>How many keys there are.</summary>
    public int Count => _slots.Count;

    /// <summary>Takes a line for the last of its key.</summary>
    public void Set(JournalKey key, long offset, int length)
    {
        if (_slots.TryGetValue(key, out var old))
        {
            AliveBytes -= old.Length;
        }

        AliveBytes += length;
        _slots[key] = new Slot(offset, length);
    }

    /// <summary>The place of the last line of a key.</summary>
    public bool TryFind(JournalKey key, out long offset, out int length)
    {
        var found = _slots.TryGetValue(key, out var slot);
        (offset, length) = (slot.Offset, slot.Length);
        return found;
    }

    /// <summary>The last lines of all keys, in the order of their places.</summary>
    public IEnumerable<(JournalKey Key, long Offset, int Length)> InOrder() =>
        _slots.OrderBy(slot => slot.Value.Offset).Select(slot => (slot.Key, slot.Value.Offset, slot.Value.Length));

    /// <summary>Whether the line at a place is the last of its key.</summary>
    public bool IsLast(JournalKey key, long offset) => _slots.TryGetValue(key, out var slot) && slot.Offset == offset;

    private readonly record struct Slot(long Offset, int Length);
}
