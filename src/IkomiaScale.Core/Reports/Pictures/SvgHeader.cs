using System.Globalization;
using System.Xml;

namespace IkomiaScale.Reports.Pictures;

/// <summary>The size of an SVG image, which is only ever shown as a picture and never as part of the page.</summary>
internal static class SvgHeader
{
    /// <summary>The size in CSS pixels; zeros where it does not tell.</summary>
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
