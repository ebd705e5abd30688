using System.Globalization;
using IkomiaScale.Reports.Model;
using Newtonsoft.Json;

namespace IkomiaScale.Reports.Html;

/// <summary>Writes the summary above the runs: counts, durations, classes, and confidence.</summary>
internal static class SummaryMarkup
{
    private const double BarWidth = 10;
    private const double BarHeight = 60;

    /// <summary>Writes the header of the page.</summary>
    public static void WriteHead(TextWriter page, string title, string made, ReportTotals totals, string? beside)
    {
        page.Raw("<header class=\"top\"><div><h1>").Text(title).Raw("</h1><p class=\"made\">").Text(made).Raw("</p></div>\n<dl class=\"tiles\">");
        Tile(page, "Runs", Count(totals.Runs), string.Empty);
        Tile(page, "Failed", Count(totals.Failed), totals.Failed > 0 ? "bad" : string.Empty);
        Tile(page, "Objects", Count(totals.Objects), string.Empty);
        if (totals.MedianDuration is { } median)
        {
            Tile(page, "Median time", ArticleMarkup.Time(median), string.Empty);
            Tile(page, "Total time", ArticleMarkup.Time(totals.TotalDuration!.Value), string.Empty);
        }

        page.Raw("</dl></header>\n");
        if (beside is not null)
        {
            page.Raw("<p class=\"companion\">").Text(beside).Raw("</p>\n");
        }
    }

    /// <summary>Writes the classes and the histogram. The script of the page turns them into filters.</summary>
    public static void WriteSide(TextWriter page, ReportTotals totals, ClassTable classes)
    {
        page.Raw("<aside class=\"side\" aria-label=\"Summary and filters\">\n");
        if (totals.Confidence.Any(count => count > 0))
        {
            WriteHistogram(page, totals.Confidence);
        }

        if (classes.All.Count > 0)
        {
            page.Raw("<section id=\"classes\"><h2>Classes</h2><ul>");
            foreach (var (name, count) in classes.All.OrderByDescending(item => item.Count).ThenBy(item => item.Name, StringComparer.Ordinal))
            {
                page.Raw(FormattableString.Invariant($"<li><span class=\"swatch c{ClassTable.ColorOf(name)}\"></span><span class=\"class\">")).Text(name)
                    .Raw("</span><span class=\"count\">").Raw(Count(count)).Raw("</span></li>");
            }

            page.Raw("</ul></section>\n");
        }

        page.Raw("</aside>\n");
    }

    /// <summary>Writes the data of the whole report for the script of the page.</summary>
    public static void WriteData(TextWriter page, ReportTotals totals, ClassTable classes)
    {
        page.Raw("<script type=\"application/json\" id=\"report\">");
        using (var json = new JsonTextWriter(page) { CloseOutput = false, StringEscapeHandling = StringEscapeHandling.EscapeHtml })
        {
            json.WriteStartObject();
            json.WritePropertyName("runs");
            json.WriteValue(totals.Runs);
            json.WritePropertyName("objects");
            json.WriteValue(totals.Objects);
            json.WritePropertyName("kinds");
            json.WriteStartArray();
            foreach (var kind in totals.Kinds)
            {
                json.WriteValue(kind.ToString().ToLowerInvariant());
            }

            json.WriteEndArray();
            json.WritePropertyName("classes");
            json.WriteStartArray();
            foreach (var (name, count) in classes.All)
            {
                json.WriteStartObject();
                json.WritePropertyName("name");
                json.WriteValue(name);
                json.WritePropertyName("count");
                json.WriteValue(count);
                json.WritePropertyName("color");
                json.WriteValue(ClassTable.ColorOf(name));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        page.Raw("</script>\n");
    }

    /// <summary>Formats a count with thousands separators.</summary>
    public static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static void Tile(TextWriter page, string name, string value, string kind) =>
        page.Raw($"<div class=\"tile {kind}\"><dt>").Text(name).Raw("</dt><dd>").Text(value).Raw("</dd></div>");

    private static void WriteHistogram(TextWriter page, IReadOnlyList<int> bins)
    {
        var most = Math.Max(1, bins.Max());
        var words = string.Join(", ", bins.Select((count, bin) => (count, bin)).Where(item => item.count > 0)
            .Select(item => FormattableString.Invariant($"{(double)item.bin / bins.Count:0.00}: {item.count}")));
        page.Raw("<section id=\"confidence\"><h2>Confidence</h2><svg class=\"histogram\" role=\"img\" preserveAspectRatio=\"none\" aria-label=\"Objects by confidence: ").Text(words)
            .Raw("\" viewBox=\"0 0 ").Number(BarWidth * bins.Count).Raw(" ").Number(BarHeight).Raw("\">");
        for (var bin = 0; bin < bins.Count; bin++)
        {
            var height = bins[bin] == 0 ? 0 : Math.Max(4, BarHeight * bins[bin] / most);
            page.Raw("<rect").Box(new Pictures.PixelBox((bin * BarWidth) + 1, BarHeight - height, BarWidth - 2, height)).Raw("/>");
        }

        page.Raw("</svg></section>\n");
    }
}
