using System.Text;

namespace IkomiaScale.Reports.Shapes;

/// <summary>
/// The colours of classes: twelve that people with and without colour vision deficiency can tell apart, of which the first seven are those of
/// Okabe and Ito. A class has its colour by its name alone, so it is the same in every picture and every report.
/// </summary>
internal static class Palette
{
    // With this start the names that are met most often get colours of their own.
    private const uint Start = 484;

    private static readonly int[] Colors =
    [
        0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7, 0x004949, 0x920000, 0xB3F0C0, 0x490092, 0xDDCC77,
    ];

    /// <summary>How many colours there are.</summary>
    public static int Count => Colors.Length;

    /// <summary>The colour of a number below <see cref="Count"/>, red in the highest of three bytes.</summary>
    public static int Color(int index) => Colors[index];

    /// <summary>The number of the colour of a class: FNV-1a of its name in lower case.</summary>
    public static int IndexOf(string className)
    {
        var hash = Start;
        foreach (var value in Encoding.UTF8.GetBytes(className.Trim().ToLowerInvariant()))
        {
            hash = unchecked((hash ^ value) * 16777619);
        }

        return (int)((hash ^ (hash >> 15)) % (uint)Colors.Length);
    }

    /// <summary>Whether text on a colour is to be black, and not white: whichever stands out more.</summary>
    public static bool TakesBlackText(int color)
    {
        // Relative luminance as WCAG defines it. At 0.179 black and white stand out alike.
        return (0.2126 * Linear(color >> 16)) + (0.7152 * Linear(color >> 8)) + (0.0722 * Linear(color)) > 0.179;
    }

    private static double Linear(int part)
    {
        var value = (part & 0xff) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
