using System.Globalization;
using System.Xml;

namespace IkomiaScale.Reports.Pictures;

/// <summary>Reads the size of an SVG image. SVG images are only shown as pictures, never as a part of the page.</summary>
internal static class SvgHeader
{
    /// <summary>Returns the size in CSS pixels; zeros if it is not in the bytes.</summary>
    public static (int Width, int Height, Turn Turn) Read(ReadOnlySpan<byte> head)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersFromEntities = 0 };
            using var reader = XmlReader.Create(new MemoryStream(head.ToArray()), settings);
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "svg")
            {
                return default;
            }

            var box = (reader.GetAttribute("viewBox") ?? string.Empty).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
            var width = Number(reader.GetAttribute("width")) ?? (box.Length == 4 ? Number(box[2]) : null);
            var height = Number(reader.GetAttribute("height")) ?? (box.Length == 4 ? Number(box[3]) : null);
            return ((int)Math.Round(width ?? 0), (int)Math.Round(height ?? 0), Turn.None);
        }
        catch (Exception exception) when (exception is XmlException or ArgumentException)
        {
            return default;
        }
    }

    private static double? Number(string? text) =>
        double.TryParse(text?.Replace("px", string.Empty), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and < 100_000 ? number : null;
}
