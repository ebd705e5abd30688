namespace IkomiaScale.Storage;

/// <summary>
/// Remembers a part of the listed objects. If objects are created or deleted during a listing, an object at the border of two
/// pages comes twice; the objects before it show that. A list without an end repeats itself: one page is remembered, and
/// replaced by a newer one in growing intervals, so that little memory is enough.
/// </summary>
internal sealed class SeenPages
{
    /// <summary>
    /// Two pages can be the same by chance, if exactly one page of objects was created before them. Three repetitions cannot.
    /// </summary>
    private const int RepetitionLimit = 3;

    /// <summary>The protocol has no limit, and a filtered page may be empty; but a list must end.</summary>
    private const int EmptyLimit = 1000;

    /// <summary>The least number of remembered objects: others may create so many while a page is requested.</summary>
    private const int MemorySize = 256;

    private readonly Queue<HashSet<string>> _before = new();
    private HashSet<string> _remembered = new(StringComparer.Ordinal);
    private long _number;
    private long _rememberAt = 1;
    private int _kept;
    private int _repetitions;
    private int _empty;

    /// <summary>Whether the list seems to repeat itself.</summary>
    public bool IsEndless => _repetitions >= RepetitionLimit || _empty >= EmptyLimit;

    /// <summary>Takes a page.</summary>
    /// <returns>The objects that the last pages did not have.</returns>
    public IReadOnlyList<IkStorageObject> Take(ListPage page)
    {
        if (page.Objects.Count == 0)
        {
            _empty++;
            return page.Objects;
        }

        _empty = 0;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var fresh = page.Objects.Where(item => keys.Add(KeyOf(item)) && !_before.Any(known => known.Contains(KeyOf(item)))).ToList();
        if (++_number > 1 && keys.SetEquals(_remembered))
        {
            _repetitions++;
        }

        if (_number == _rememberAt)
        {
            _remembered = keys;
            _rememberAt *= 2;
        }

        _before.Enqueue(keys);
        _kept += keys.Count;
        while (_before.Count > 1 && _kept - _before.Peek().Count >= MemorySize)
        {
            _kept -= _before.Dequeue().Count;
        }

        return fresh;
    }

    // An object that is overwritten gets another uid, but is the same object for the reader of the list.
    private static string KeyOf(IkStorageObject item) => item.Path ?? item.Uid;
}
