using System.Globalization;
using IkomiaScale.Reports.Media;
using IkomiaScale.Reports.Model;

namespace IkomiaScale.Reports.Html;

/// <summary>Writes a run into the page: its pictures with their shapes, its other outputs, and the same as data for the script.</summary>
internal static class ArticleMarkup
{
    /// <summary>Writes a run.</summary>
    /// <param name="page">The page.</param>
    /// <param name="run">The run.</param>
    /// <param name="number">The number of the run in the report, from 1.</param>
    /// <param name="classes">The classes so far.</param>
    /// <param name="addressOf">Returns the URL of a picture next to the page; null for a picture that is embedded.</param>
    public static async Task WriteAsync(TextWriter page, ReportRun run, int number, ClassTable classes, Func<MediaFile, Task<string?>> addressOf)
    {
        var id = FormattableString.Invariant($"r{number}");
        page.Raw($"<article class=\"run{(run.IsFailed ? " failed" : string.Empty)}\" id=\"{id}\" aria-labelledby=\"{id}-name\">\n");
        page.Raw("<div class=\"pictures\">");
        for (var index = 0; index < run.Pictures.Count; index++)
        {
            var address = run.Pictures[index].File is { } file ? await addressOf(file).ConfigureAwait(false) : null;
            WritePicture(page, run.Pictures[index], FormattableString.Invariant($"{id}-{index}"), address);
        }

        page.Raw($"</div>\n<div class=\"about\"><h2 id=\"{id}-name\">").Text(run.Name).Raw("</h2><p class=\"facts\">").Text(Facts(run)).Raw("</p>");
        if (run.LocalPath is not null)
        {
            page.Raw("<p class=\"path\">").Text(CleanText.Of(run.LocalPath)).Raw("</p>");
        }

        if (run.Problem is not null)
        {
            page.Raw($"<p class=\"{(run.IsFailed ? "problem" : "note")}\">").Text(run.Problem).Raw("</p>");
        }

        foreach (var output in run.Data)
        {
            DataMarkup.Write(page, output);
        }

        page.Raw("</div>\n");
        RunData.Write(page, run, classes);
        page.Raw("</article>\n");
    }

    /// <summary>Formats a duration.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        < 60 => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        _ => time.ToString(time.TotalHours >= 1 ? @"d\.hh\:mm\:ss" : @"mm\:ss", CultureInfo.InvariantCulture) + (time.TotalHours >= 1 ? string.Empty : " min"),
    };

    private static string Facts(ReportRun run)
    {
        var shapes = run.Pictures.SelectMany(picture => picture.Shapes).ToList();
        var facts = new List<string?>
        {
            run.IsFailed ? "failed" : shapes.Count > 0 || run.Data.Count == 0 ? Tally.Of("object", shapes.Select(shape => shape.Label)) : null,
            run.Duration is { } duration ? Time(duration) : null,
            run.TaskName,
        };
        return CleanText.Of(string.Join(" · ", facts.Where(fact => !string.IsNullOrEmpty(fact))));
    }

    private static void WritePicture(TextWriter page, ReportPicture picture, string id, string? address)
    {
        page.Raw("<figure class=\"picture\"><div class=\"frame\">");
        if (picture.File is { IsVideo: true } video)
        {
            page.Raw("<video controls preload=\"metadata\" aria-label=\"").Text(picture.Name).Raw("\" src=\"");
            WriteAddress(page, video, address);
            page.Raw("\"></video></div>");
            WriteTable(page, picture);
        }
        else
        {
            WriteCanvas(page, picture, address);
            MaskMarkup.Write(page, picture, id);
            ShapeMarkup.Write(page, picture);
            page.Raw("</div>");
        }

        page.Raw("<figcaption>").Text(picture.Name).Raw("</figcaption>");
        if (picture.Note is not null)
        {
            page.Raw("<p class=\"note\">").Text(picture.Note).Raw("</p>");
        }

        page.Raw("</figure>");
    }

    private static void WriteCanvas(TextWriter page, ReportPicture picture, string? address)
    {
        var size = FormattableString.Invariant($"width=\"{Math.Round(picture.Width)}\" height=\"{Math.Round(picture.Height)}\"");
        if (picture.File is not { } file)
        {
            // As large as the coordinates reach, so that the shapes are at their places.
            page.Raw($"<svg class=\"blank\" aria-hidden=\"true\" {size}></svg>");
            return;
        }

        page.Raw("<img alt=\"").Text(picture.Name).Raw($"\" {size} loading=\"lazy\" decoding=\"async\" src=\"");
        WriteAddress(page, file, address);
        page.Raw("\">");
    }

    private static void WriteAddress(TextWriter page, MediaFile file, string? address)
    {
        if (address is null)
        {
            MediaSink.Embed(file, page);
        }
        else
        {
            page.Text(address);
        }
    }

    private static void WriteTable(TextWriter page, ReportPicture picture)
    {
        if (picture.Shapes.Count == 0)
        {
            return;
        }

        page.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"What was found\"><table><thead><tr><th scope=\"col\">Label</th><th scope=\"col\">Confidence</th><th scope=\"col\">Box</th></tr></thead><tbody>");
        foreach (var shape in picture.Shapes)
        {
            var box = shape.Bounds is { } bounds ? FormattableString.Invariant($"{bounds.X:0}, {bounds.Y:0}, {bounds.Width:0} × {bounds.Height:0}") : string.Empty;
            page.Raw("<tr><td>").Text(CleanText.Of(shape.Text ?? shape.Label)).Raw("</td><td>")
                .Text(shape.Score is { } score ? HtmlText.Score(score) : string.Empty).Raw("</td><td>").Text(box).Raw("</td></tr>");
        }

        page.Raw("</tbody></table></div>");
    }
}
