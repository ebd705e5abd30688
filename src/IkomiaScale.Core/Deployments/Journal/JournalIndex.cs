namespace IkomiaScale.Deployments.Journal;

/// <summary>The place of the last line of each key, in about 70 bytes per key.</summary>
internal sealed class JournalIndex
{
    private readonly Dictionary<JournalKey, Slot> _slots = new();

    /// <summary>The total length of the last lines in bytes.</summary>
    public long AliveBytes { get; private set; }

    public int Count => _slots.Count;

    /// <summary>Sets the last line of a key.</summary>
    public void Set(JournalKey key, long offset, int length)
    {
        if (_slots.TryGetValue(key, out var old))
        {
            AliveBytes -= old.Length;
        }

        AliveBytes += length;
        _slots[key] = new Slot(offset, length);
    }

    /// <summary>Finds the last line of a key.</summary>
    public bool TryFind(JournalKey key, out long offset, out int length)
    {
        var found = _slots.TryGetValue(key, out var slot);
        (offset, length) = (slot.Offset, slot.Length);
        return found;
    }

    /// <summary>Returns the last lines of all keys, in the order of their places.</summary>
    public IEnumerable<(JournalKey Key, long Offset, int Length)> InOrder() =>
        _slots.OrderBy(slot => slot.Value.Offset).Select(slot => (slot.Key, slot.Value.Offset, slot.Value.Length));

    /// <summary>Whether the line at a place is the last one of its key.</summary>
    public bool IsLast(JournalKey key, long offset) => _slots.TryGetValue(key, out var slot) && slot.Offset == offset;

    private readonly record struct Slot(long Offset, int Length);
}
