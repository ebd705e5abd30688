using System.Globalization;

namespace IkomiaScale.Reports.Html;

/// <summary>Writes into a page. Everything from outside goes through <see cref="Text"/>, and is never markup.</summary>
internal static class HtmlText
{
    /// <summary>Writes markup of the report itself.</summary>
    public static TextWriter Raw(this TextWriter page, string markup)
    {
        page.Write(markup);
        return page;
    }

    /// <summary>Writes text from outside, as the content of an element or as the value of an attribute in double quotes.</summary>
    public static TextWriter Text(this TextWriter page, string? text)
    {
        foreach (var character in text ?? string.Empty)
        {
            switch (character)
            {
                case '&':
                    page.Write("&amp;");
                    break;
                case '<':
                    page.Write("&lt;");
                    break;
                case '>':
                    page.Write("&gt;");
                    break;
                case '"':
                    page.Write("&quot;");
                    break;
                case '\'':
                    page.Write("&#39;");
                    break;
                default:
                    page.Write(character);
                    break;
            }
        }

        return page;
    }

    /// <summary>Writes a number with at most two decimal places.</summary>
    public static TextWriter Number(this TextWriter page, double number)
    {
        page.Write(number.ToString("0.##", CultureInfo.InvariantCulture));
        return page;
    }

    /// <summary>Writes the attributes of a rectangle.</summary>
    public static TextWriter Box(this TextWriter page, Pictures.PixelBox box) =>
        page.Raw(" x=\"").Number(box.X).Raw("\" y=\"").Number(box.Y).Raw("\" width=\"").Number(box.Width).Raw("\" height=\"").Number(box.Height).Raw("\"");

    /// <summary>Formats a confidence.</summary>
    public static string Score(double score) => score.ToString("0.00", CultureInfo.InvariantCulture);
}
