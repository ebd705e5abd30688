namespace IkomiaScale.Emulator.Vision;

/// <summary>The connected components of a picture: pixels of the same color that touch on the left, right, top, or bottom.</summary>
internal sealed class Components
{
    private readonly int _width;
    private readonly int _height;
    private readonly byte[] _map;

    private Components(byte[] map, int width, int height)
    {
        (_map, _width, _height) = (map, width, height);
        Labels = new int[map.Length];
    }

    /// <summary>The component of each pixel, from 1; 0 for the background.</summary>
    public int[] Labels { get; }

    public int Count { get; private set; }

    /// <summary>Labels all components, in the reading order of their first pixels.</summary>
    public static Components Label(byte[] map, int width, int height)
    {
        var components = new Components(map, width, height);
        var stack = new Stack<int>();
        for (var index = 0; index < map.Length; index++)
        {
            if (map[index] != 0 && components.Labels[index] == 0)
            {
                components.Fill(index, ++components.Count, stack);
            }
        }

        return components;
    }

    /// <summary>The neighbors of a pixel that are in the picture.</summary>
    public static IEnumerable<int> Neighbors(int index, int width, int height)
    {
        var (y, x) = Math.DivRem(index, width);
        if (x > 0)
        {
            yield return index - 1;
        }

        if (x < width - 1)
        {
            yield return index + 1;
        }

        if (y > 0)
        {
            yield return index - width;
        }

        if (y < height - 1)
        {
            yield return index + width;
        }
    }

    private void Fill(int start, int label, Stack<int> stack)
    {
        Labels[start] = label;
        stack.Push(start);
        while (stack.TryPop(out var index))
        {
            var x = index % _width;
            Visit(index - 1, x > 0);
            Visit(index + 1, x < _width - 1);
            Visit(index - _width, index >= _width);
            Visit(index + _width, index < _map.Length - _width);

            void Visit(int neighbor, bool isInside)
            {
                if (isInside && Labels[neighbor] == 0 && _map[neighbor] == _map[start])
                {
                    Labels[neighbor] = label;
                    stack.Push(neighbor);
                }
            }
        }
    }
}
