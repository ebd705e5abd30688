using System.Globalization;

namespace IkomiaScale;

/// <summary>Formats sizes for people.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>
    /// Returns a size with its unit, such as <c>1.5 MB</c>, in the current culture. A unit is 1024 of the smaller one. Empty
    /// for null.
    /// </summary>
    public static string Format(long? bytes)
    {
        if (bytes is not { } size)
        {
            return string.Empty;
        }

        var value = (double)size;
        var unit = 0;
        while (Math.Abs(value) >= 1023.95 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return value.ToString(unit == 0 ? "0" : "0.0", CultureInfo.CurrentCulture) + " " + Units[unit];
    }
}
