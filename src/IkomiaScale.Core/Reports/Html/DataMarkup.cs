using IkomiaScale.Json;
using IkomiaScale.Reports.Model;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Reports.Html;

/// <summary>Writes outputs without pictures: as a table if they have that form, otherwise as JSON in a collapsed section.</summary>
internal static class DataMarkup
{
    private const int RowLimit = 500;
    private const int ColumnLimit = 30;
    private const int TextLimit = 200_000;

    public static void Write(TextWriter page, IkOutput output)
    {
        var body = output.Wire is JObject fields && fields.Property(output.Type) is { } typed ? typed.Value : output.Wire;
        page.Raw("<section class=\"data\"><h3>").Text(CleanText.Of(output.Type)).Raw("</h3>");
        switch (body)
        {
            case JArray rows when rows.Count > 0 && rows.All(row => row is JObject item && IsFlat(item)):
                WriteRows(page, rows.Cast<JObject>().ToList());
                break;
            case JObject row when row.HasValues && IsFlat(row):
                WriteFields(page, row);
                break;
            case JObject { Count: 1 } wrapper when wrapper.Properties().Single().Value is JArray { Count: > 0 and <= 200 } values && values.All(value => value is JValue):
                WriteFields(page, wrapper);
                break;
            default:
                WriteJson(page, body);
                break;
        }

        page.Raw("</section>");
    }

    private static bool IsFlat(JObject item) => item.Properties().All(field => field.Value is JValue or JArray { Count: <= 20 } and not JArray { HasValues: true, First: JContainer });

    private static void WriteFields(TextWriter page, JObject row)
    {
        page.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Values\"><table><tbody>");
        foreach (var field in row.Properties().Take(RowLimit))
        {
            page.Raw("<tr><th scope=\"row\">").Text(CleanText.Of(field.Name)).Raw("</th><td>").Text(Cell(field.Value)).Raw("</td></tr>");
        }

        page.Raw("</tbody></table></div>");
    }

    private static void WriteRows(TextWriter page, List<JObject> rows)
    {
        var columns = rows.Take(RowLimit).SelectMany(row => row.Properties().Select(field => field.Name)).Distinct(StringComparer.Ordinal).Take(ColumnLimit).ToList();
        page.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Rows\"><table><thead><tr>");
        columns.ForEach(column => page.Raw("<th scope=\"col\">").Text(CleanText.Of(column)).Raw("</th>"));
        page.Raw("</tr></thead><tbody>");
        foreach (var row in rows.Take(RowLimit))
        {
            page.Raw("<tr>");
            columns.ForEach(column => page.Raw("<td>").Text(Cell(row[column])).Raw("</td>"));
            page.Raw("</tr>");
        }

        page.Raw("</tbody></table></div>");
        if (rows.Count > RowLimit)
        {
            page.Raw(FormattableString.Invariant($"<p class=\"note\">The first {RowLimit} of {rows.Count} rows.</p>"));
        }
    }

    private static void WriteJson(TextWriter page, JToken body)
    {
        var text = body.ToString(Formatting.Indented);
        var isCut = text.Length > TextLimit;
        page.Raw("<details><summary>JSON</summary><pre tabindex=\"0\" role=\"group\" aria-label=\"JSON\">").Text(CleanText.Of(isCut ? text.Substring(0, TextLimit) : text)).Raw("</pre>");
        page.Raw(isCut ? "<p class=\"note\">The beginning of a longer text.</p></details>" : "</details>");
    }

    private static string Cell(JToken? value) => value switch
    {
        null => string.Empty,
        JArray items => CleanText.Of(string.Join(", ", items.Select(WireJson.AsText))),
        _ => CleanText.Of(WireJson.AsText(value) ?? string.Empty),
    };
}
