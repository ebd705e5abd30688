namespace IkomiaScale.Emulator.Vision;

/// <summary>Names of colors, by hue, saturation, and value.</summary>
internal static class ColorName
{
    /// <summary>All names. <see cref="IndexOf"/> returns an index in this list.</summary>
    public static IReadOnlyList<string> All { get; } = ["black", "gray", "white", "red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink"];

    /// <summary>The end of each hue in degrees; after the last one, the hue is red again.</summary>
    private static readonly (int End, int Name)[] Hues = [(15, 3), (45, 4), (70, 5), (160, 6), (200, 7), (260, 8), (290, 9), (340, 10), (360, 3)];

    public static string Of(Rgb color) => All[IndexOf(color)];

    public static int IndexOf(Rgb color)
    {
        int most = Math.Max(color.R, Math.Max(color.G, color.B));
        int range = most - Math.Min(color.R, Math.Min(color.G, color.B));
        if (most < 50)
        {
            return 0;
        }

        if (range * 100 < most * 15)
        {
            return most > 205 ? 2 : 1;
        }

        var hue = Hue(color, most, range);
        return Hues.First(candidate => hue < candidate.End).Name;
    }

    // From 0 to less than 360.
    private static double Hue(Rgb color, int most, int range)
    {
        var sector = most == color.R ? (color.G - color.B) / (double)range
            : most == color.G ? 2 + ((color.B - color.R) / (double)range)
            : 4 + ((color.R - color.G) / (double)range);
        return ((sector * 60) + 360) % 360;
    }
}
