namespace IkomiaScale.Reports.Pictures;

/// <summary>An integer for each pixel: a label, or a brightness.</summary>
internal sealed class PixelGrid
{
    /// <summary>
    /// The largest number of pixels. No mask of a photograph is larger, and a few bytes could claim more than memory holds.
    /// </summary>
    public const long PixelLimit = 100_000_000;

    private readonly int[] _values;

    public PixelGrid(int width, int height)
    {
        Width = width;
        Height = height;
        _values = new int[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    public int this[int x, int y]
    {
        get => _values[(y * Width) + x];
        set => _values[(y * Width) + x] = value;
    }

    /// <summary>Returns the number of pixels of each value.</summary>
    public Dictionary<int, int> Count()
    {
        var counts = new Dictionary<int, int>();
        foreach (var value in _values)
        {
            counts.TryGetValue(value, out var count);
            counts[value] = count + 1;
        }

        return counts;
    }

    /// <summary>Returns the middle of the longest row of pixels that are not 0, which is inside the shape; null if there is none.</summary>
    public PixelPoint? Inside()
    {
        var (best, place) = (0, default(PixelPoint));
        for (var y = 0; y < Height; y++)
        {
            var length = 0;
            for (var x = 0; x < Width; x++)
            {
                length = this[x, y] == 0 ? 0 : length + 1;
                if (length > best)
                {
                    (best, place) = (length, new PixelPoint(x + 1 - (length / 2.0), y + 0.5));
                }
            }
        }

        return best == 0 ? null : place;
    }

    /// <summary>Returns a grid with changed values.</summary>
    public PixelGrid Map(Func<int, int> change)
    {
        var result = new PixelGrid(Width, Height);
        for (var index = 0; index < _values.Length; index++)
        {
            result._values[index] = change(_values[index]);
        }

        return result;
    }
}
