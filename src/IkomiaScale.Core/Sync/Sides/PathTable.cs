namespace IkomiaScale.Sync.Sides;

/// <summary>
/// The entries of one side sorted by path, for a million entries in little memory. They are in small arrays, so growing
/// copies nothing, and are found by binary search, so there is no second structure.
/// </summary>
/// <typeparam name="T">The type of the entries.</typeparam>
internal sealed class PathTable<T>
    where T : struct, IHasPath
{
    private const int ChunkSize = 512;

    private readonly List<T[]> _chunks = new();
    private int[] _order = [];
    private int _added;

    /// <summary>The number of entries; 0 until <see cref="Sort"/>.</summary>
    public int Count => _order.Length;

    /// <summary>The entry at a place in the order.</summary>
    public ref T this[int place] => ref At(_order[place]);

    /// <summary>Adds an entry. It is visible after <see cref="Sort"/>.</summary>
    public void Add(in T entry)
    {
        if (_added == _chunks.Count * ChunkSize)
        {
            _chunks.Add(new T[ChunkSize]);
        }

        At(_added++) = entry;
    }

    /// <summary>Sorts the entries. If a path was added more than once, the last entry is kept.</summary>
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

        // Services usually list in this order.
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

    /// <summary>Returns the place of a path; -1 if there is none.</summary>
    public int Find(string path) => LowerBound(path) is var place && place < Count && string.Equals(this[place].Path, path, StringComparison.Ordinal) ? place : -1;

    /// <summary>Whether an entry is below a path.</summary>
    public bool HasBelow(string path)
    {
        var prefix = path + "/";
        var place = LowerBound(prefix);
        return place < Count && this[place].Path.StartsWith(prefix, StringComparison.Ordinal);
    }

    /// <summary>Returns the place of an entry that would be a folder above a path; -1 if there is none.</summary>
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
