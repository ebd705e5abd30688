using IkomiaScale.Reports.Shapes;

namespace IkomiaScale.Reports.Html;

/// <summary>The classes of all shapes, numbered in the order of their first shape.</summary>
internal sealed class ClassTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Count)> _classes = [];

    /// <summary>The classes, in the order of their numbers.</summary>
    public IReadOnlyList<(string Name, int Count)> All => _classes;

    /// <summary>Counts a shape of a class and returns the number of the class.</summary>
    public int Add(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            _numbers[name] = number = _classes.Count;
            _classes.Add((name, 0));
        }

        _classes[number] = (name, _classes[number].Count + 1);
        return number;
    }

    /// <summary>The number of the color of a class.</summary>
    public static int ColorOf(string name) => Palette.IndexOf(name);
}
