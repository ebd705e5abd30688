using System.Text;

namespace IkomiaScale.Reports.Shapes;

/// <summary>
/// The colors of classes: twelve colors that people with and without color vision deficiency can distinguish. The first seven
/// are from Okabe and Ito. The color of a class depends only on its name, and is the same in every picture and report.
/// </summary>
internal static class Palette
{
    // A start value with which the most common class names have different colors.
    private const uint Start = 484;

    private static readonly int[] Colors =
    [
        0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7, 0x004949, 0x920000, 0xB3F0C0, 0x490092, 0xDDCC77,
    ];

    public static int Count => Colors.Length;

    /// <summary>Returns the color for a number below <see cref="Count"/>, red in the highest of three bytes.</summary>
    public static int Color(int index) => Colors[index];

    /// <summary>Returns the number of the color of a class: FNV-1a of its name in lower case.</summary>
    public static int IndexOf(string className)
    {
        var hash = Start;
        foreach (var value in Encoding.UTF8.GetBytes(className.Trim().ToLowerInvariant()))
        {
            hash = unchecked((hash ^ value) * 16777619);
        }

        return (int)((hash ^ (hash >> 15)) % (uint)Colors.Length);
    }

    /// <summary>Whether black text has more contrast on a color than white text.</summary>
    public static bool TakesBlackText(int color)
    {
        // Relative luminance as defined by WCAG. At 0.179 black and white have the same contrast.
        return (0.2126 * Linear(color >> 16)) + (0.7152 * Linear(color >> 8)) + (0.0722 * Linear(color)) > 0.179;
    }

    private static double Linear(int part)
    {
        var value = (part & 0xff) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
