namespace IkomiaScale.Storage;

/// <summary>
/// What a list has given so far, as far as it is kept. Objects come and go while a list is read, and what lies at the border
/// of two pages then comes on both: the page before tells. A list without an end repeats itself some time: of all pages
/// one is remembered, and every now and then a newer one in its place, so that two pages in memory are enough for both.
/// </summary>
internal sealed class SeenPages
{
    /// <summary>Two pages may be the same by chance, when just a page of objects has come in before them. Not again and again.</summary>
    private const int RepetitionLimit = 3;

    private HashSet<string> _previous = new(StringComparer.Ordinal);
    private HashSet<string> _remembered = new(StringComparer.Ordinal);
    private long _number;
    private long _rememberAt = 1;
    private int _repetitions;

    /// <summary>Whether the list goes in circles, as far as the pages until now can tell.</summary>
    public bool IsEndless => _repetitions >= RepetitionLimit;

    /// <summary>Takes a page.</summary>
    /// <returns>Those of its objects that were not on the page before.</returns>
    public IReadOnlyList<IkStorageObject> Take(ListPage page)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var fresh = page.Objects.Where(item => keys.Add(KeyOf(item)) && !_previous.Contains(KeyOf(item))).ToList();
        if (++_number > 1 && keys.SetEquals(_remembered))
        {
            _repetitions++;
        }

        if (_number == _rememberAt)
        {
            _remembered = keys;
            _rememberAt *= 2;
        }

        _previous = keys;
        return fresh;
    }

    // An object that is overwritten meanwhile has another uid then, and is the same for whoever reads the list.
    private static string KeyOf(IkStorageObject item) => item.Path ?? item.Uid;
}
