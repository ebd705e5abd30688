namespace IkomiaScale.Storage;

/// <summary>
/// What a list has given so far, as far as it is kept. Objects come and go while a list is read, and what lies at the border
/// of two pages then comes on both: the objects just before tell. A list without an end repeats itself some time: of all pages
/// one is remembered, and every now and then a newer one in its place, so that little memory is enough for both.
/// </summary>
internal sealed class SeenPages
{
    /// <summary>Two pages may be the same by chance, when just a page of objects has come in before them. Not again and again.</summary>
    private const int RepetitionLimit = 3;

    /// <summary>The protocol says to go on until there is no next page, and a filtered one may be empty; but not for ever.</summary>
    private const int EmptyLimit = 1000;

    /// <summary>How many of the last objects are remembered at least: others may put as many in while a page is on its way.</summary>
    private const int MemorySize = 256;

    private readonly Queue<HashSet<string>> _before = new();
    private HashSet<string> _remembered = new(StringComparer.Ordinal);
    private long _number;
    private long _rememberAt = 1;
    private int _kept;
    private int _repetitions;
    private int _empty;

    /// <summary>Whether the list goes in circles, as far as the pages until now can tell.</summary>
    public bool IsEndless => _repetitions >= RepetitionLimit || _empty >= EmptyLimit;

    /// <summary>Takes a page.</summary>
    /// <returns>Those of its objects that did not come just before.</returns>
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

    // An object that is overwritten meanwhile has another uid then, and is the same for whoever reads the list.
    private static string KeyOf(IkStorageObject item) => item.Path ?? item.Uid;
}
