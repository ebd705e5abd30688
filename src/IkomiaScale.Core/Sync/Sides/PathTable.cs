namespace IkomiaScale.Sync.Sides;

/// <summary>
/// Entries of one side in the order of their paths, a million of them in little memory: entries lie in small arrays, so that
/// growing copies nothing, and are found by halving, so that there is no second structure.
/// </summary>
/// <typeparam name="T">The entry.</typeparam>
internal sealed class PathTable<T>
    where T : struct, IHasPath
{
    private const int ChunkSize = 512;

    private readonly List<T[]> _chunks = new();
    private int[] _order = [];
    private int _added;

    /// <summary>How many entries there are; 0 until <see cref="Sort"/>.</summary>
    public int Count => _order.Length;

    /// <summary>An entry by its place in the order.</summary>
    public ref T this[int place] => ref At(_order[place]);

    /// <summary>Adds an entry; it is seen after <see cref="Sort"/>.</summary>
    public void Add(in T entry)
    {
        if (_added == _chunks.Count * ChunkSize)
        {
            _chunks.Add(new T[ChunkSize]);
        }

        At(_added++) = entry;
    }

    /// <summary>Puts all in order. Of a path that was added more than once, the last stays.</summary>
    public void Sort()
    {
        var paths = new string[_added];
        var order = new int[_added];
        var isInOrder = true;
        for (var index = 0; index < _added; index++)
        {
            paths[index] = At(index).Path;
            order[index] = index;
            isInOrder = isInOrder && (index == 0 || string.CompareOrdinal(paths[index - 1], paths[index]) <= 0);
        }

        // As services list.
        if (!isInOrder)
        {
            Array.Sort(paths, order, StringComparer.Ordinal);
        }

        var kept = 0;
        for (var place = 0; place < _added; place++)
        {
            if (kept > 0 && string.Equals(paths[place], paths[place - 1], StringComparison.Ordinal))
            {
                order[kept - 1] = Math.Max(order[kept - 1], order[place]);
            }
            else
            {
                order[kept++] = order[place];
            }
        }

        Array.Resize(ref order, kept);
        _order = order;
    }

    /// <summary>The place of a path; -1 where there is none.</summary>
    public int Find(string path) => LowerBound(path) is var place && place < Count && string.Equals(this[place].Path, path, StringComparison.Ordinal) ? place : -1;

    /// <summary>Whether anything is below a path.</summary>
    public bool HasBelow(string path)
    {
        var prefix = path + "/";
        var place = LowerBound(prefix);
        return place < Count && this[place].Path.StartsWith(prefix, StringComparison.Ordinal);
    }

    /// <summary>The place of the entry that a path is below, as if that were a folder; -1 where there is none.</summary>
    public int FindAbove(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (Find(path.Substring(0, slash)) is var place and >= 0)
            {
                return place;
            }
        }

        return -1;
    }

    private int LowerBound(string path)
    {
        var low = 0;
        var high = Count;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (string.CompareOrdinal(this[middle].Path, path) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private ref T At(int index) => ref _chunks[index / ChunkSize][index % ChunkSize];
}
