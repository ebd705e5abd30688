using IkomiaScale.Reports.Shapes;

namespace IkomiaScale.Reports.Html;

/// <summary>The classes of all that was found, numbered as they come.</summary>
internal sealed class ClassTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Count)> _classes = [];

    /// <summary>The classes by their numbers.</summary>
    public IReadOnlyList<(string Name, int Count)> All => _classes;

    /// <summary>The number of a class, which has one thing more now.</summary>
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

    /// <summary>The number of the colour of a class.</summary>
    public static int ColorOf(string name) => Palette.IndexOf(name);
}
