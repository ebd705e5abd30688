using System.Globalization;
using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Shapes;

/// <summary>The classes of a semantic segmentation with their pixels.</summary>
internal static class AreaShapes
{
    /// <summary>The largest number of classes. A mask with more values is not a segmentation.</summary>
    private const int ClassLimit = 100;

    private static readonly HashSet<string> Backgrounds = new(StringComparer.OrdinalIgnoreCase)
    {
        "background", "__background__", "_background_", "bg", "void", "unlabeled", "unlabelled", "ignore",
    };

    /// <summary>Returns the classes in the picture, without the background.</summary>
    public static IReadOnlyList<FoundShape> Of(IkSemanticSegmentationOutput output)
    {
        if (MaskImage.From(output.GetMaskBytes()) is not { } mask)
        {
            return [];
        }

        if (mask.Labels is not { } labels)
        {
            return [new FoundShape(ShapeKind.Area, "(mask)") { Mask = mask }];
        }

        var counts = labels.Grid.Count();
        var name = Names(output, labels, counts.Keys);
        var total = (double)labels.Grid.Width * labels.Grid.Height;
        return counts
            .GroupBy(pair => name(pair.Key))
            .Where(group => group.Key is not null)
            .OrderByDescending(group => group.Sum(pair => (long)pair.Value))
            .Take(ClassLimit)
            .Select(group => new FoundShape(ShapeKind.Area, group.Key!)
            {
                Share = group.Sum(pair => (long)pair.Value) / total,
                Mask = mask,
                Pixels = labels.Grid.Map(value => group.Any(pair => pair.Key == value) ? 1 : 0),
            })
            .ToList();
    }

    // Returns the name of the class for a value; null for the background.
    private static Func<int, string?> Names(IkSemanticSegmentationOutput output, PngLabels labels, IEnumerable<int> values)
    {
        var classes = output.Classes;
        if (labels.AreColors && output.Colors.Count > 0)
        {
            return value => Named(classes, Nearest(output.Colors, value));
        }

        var sorted = values.OrderBy(value => value).ToList();
        if (sorted.Last() < classes.Count)
        {
            return value => Named(classes, value);
        }

        // Values such as 0 and 255 for two classes are matched in order, if there are not more values than names.
        return sorted.Count <= classes.Count
            ? value => Named(classes, sorted.IndexOf(value))
            : value => value == 0 ? null : "class " + value.ToString(CultureInfo.InvariantCulture);
    }

    private static string? Named(IReadOnlyList<string> classes, int index)
    {
        var name = index < classes.Count && !string.IsNullOrWhiteSpace(classes[index]) ? classes[index] : "class " + index.ToString(CultureInfo.InvariantCulture);
        return Backgrounds.Contains(name.Trim()) ? null : name;
    }

    private static int Nearest(IReadOnlyList<IkColor> colors, int value)
    {
        var (best, least) = (0, int.MaxValue);
        for (var index = 0; index < colors.Count; index++)
        {
            var (red, green, blue) = (colors[index].R - (value >> 16 & 255), colors[index].G - (value >> 8 & 255), colors[index].B - (value & 255));
            var distance = (red * red) + (green * green) + (blue * blue);
            if (distance < least)
            {
                (best, least) = (index, distance);
            }
        }

        return best;
    }
}
