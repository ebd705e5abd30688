using System.Globalization;
using IkomiaScale.Reports.Media;
using IkomiaScale.Reports.Page;

namespace IkomiaScale.Reports.Html;

/// <summary>Writes everything around the runs.</summary>
internal static class PageMarkup
{
    /// <summary>Writes everything before the first run.</summary>
    public static void WriteHead(TextWriter page, string title, DateTime made, ReportTotals totals, ClassTable classes, MediaSink media)
    {
        page.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
            .Raw(PageAssets.Policy(media.FileCount > 0)).Raw("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Raw("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>").Text(title).Raw("</title>\n<style>")
            .Raw(PageAssets.Style).Raw("</style>\n</head>\n<body>\n");
        var version = typeof(PageMarkup).Assembly.GetName().Version;
        var time = made.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var beside = media.FileCount == 0 ? null
            : FormattableString.Invariant($"{media.FileCount} {(media.FileCount == 1 ? "picture is" : "pictures are")} in the folder {media.FolderName} next to this file. Keep them together.");
        SummaryMarkup.WriteHead(page, title, FormattableString.Invariant($"{time} UTC · IkomiaScale {version?.ToString(3)}"), totals, beside);
        page.Raw("<div class=\"layout\">\n");
        SummaryMarkup.WriteSide(page, totals, classes);
        page.Raw("<main>\n<div id=\"runs\">\n");
        if (totals.Runs == 0)
        {
            page.Raw("<p class=\"empty\">There were no results.</p>\n");
        }
    }

    /// <summary>Writes everything after the last run.</summary>
    public static void WriteTail(TextWriter page, ReportTotals totals, ClassTable classes)
    {
        page.Raw("</div>\n</main>\n</div>\n");
        SummaryMarkup.WriteData(page, totals, classes);
        page.Raw("<script type=\"module\">").Raw(PageAssets.Script).Raw("</script>\n</body>\n</html>\n");
    }
}
