namespace IkomiaScale.Emulator.Vision;

/// <summary>
/// Merges blurred edges into the things that they belong to. Between two colors there are often pixels of a third color, which would
/// otherwise be found as separate things.
/// </summary>
internal static class Edges
{
    /// <summary>Merges each component that is nowhere three pixels thick into a neighbor. A component without neighbors stays unchanged.</summary>
    /// <param name="labels">The component of each pixel; 0 for the background. Changed in place.</param>
    /// <param name="count">How many components there are.</param>
    /// <param name="width">The width of the picture.</param>
    /// <param name="height">The height of the picture.</param>
    public static void Merge(int[] labels, int count, int width, int height)
    {
        var (isThick, areas) = Measure(labels, count, width, height);
        var target = Targets(Contacts(labels, isThick, width, height), isThick, areas);
        for (var index = 0; index < labels.Length; index++)
        {
            var label = labels[index];
            while (target.TryGetValue(label, out var next))
            {
                label = next;
            }

            labels[index] = label;
        }
    }

    private static (bool[] IsThick, int[] Areas) Measure(int[] labels, int count, int width, int height)
    {
        var isThick = new bool[count + 1];
        var areas = new int[count + 1];
        for (var index = 0; index < labels.Length; index++)
        {
            var label = labels[index];
            areas[label]++;
            isThick[label] |= label != 0 && !isThick[label] && IsInside(labels, index, width, height);
        }

        return (isThick, areas);
    }

    // Whether all eight pixels around a pixel belong to the same component. Pixels outside of the picture do.
    private static bool IsInside(int[] labels, int index, int width, int height)
    {
        var (y, x) = Math.DivRem(index, width);
        for (var row = Math.Max(0, y - 1); row <= Math.Min(height - 1, y + 1); row++)
        {
            for (var column = Math.Max(0, x - 1); column <= Math.Min(width - 1, x + 1); column++)
            {
                if (labels[(row * width) + column] != labels[index])
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Counts how many pixels of each thin component touch each other component.</summary>
    private static Dictionary<int, Dictionary<int, int>> Contacts(int[] labels, bool[] isThick, int width, int height)
    {
        var contacts = new Dictionary<int, Dictionary<int, int>>();
        for (var index = 0; index < labels.Length; index++)
        {
            var label = labels[index];
            if (label == 0 || isThick[label])
            {
                continue;
            }

            foreach (var neighbor in Components.Neighbors(index, width, height))
            {
                var other = labels[neighbor];
                if (other != 0 && other != label)
                {
                    var counts = contacts.TryGetValue(label, out var known) ? known : contacts[label] = [];
                    counts[other] = counts.GetValueOrDefault(other) + 1;
                }
            }
        }

        return contacts;
    }

    // A thin component goes to the thick one that it touches most, otherwise to the largest thin one, so there are no circles.
    private static Dictionary<int, int> Targets(Dictionary<int, Dictionary<int, int>> contacts, bool[] isThick, int[] areas)
    {
        var targets = new Dictionary<int, int>();
        foreach (var (label, counts) in contacts)
        {
            var best = counts.OrderByDescending(other => isThick[other.Key])
                .ThenByDescending(other => isThick[other.Key] ? other.Value : areas[other.Key])
                .ThenBy(other => other.Key)
                .First().Key;
            if (isThick[best] || (areas[best], -best).CompareTo((areas[label], -label)) > 0)
            {
                targets[label] = best;
            }
        }

        return targets;
    }
}
