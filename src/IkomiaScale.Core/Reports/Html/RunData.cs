using IkomiaScale.Reports.Model;
using IkomiaScale.Reports.Pictures;
using IkomiaScale.Reports.Shapes;
using Newtonsoft.Json;

namespace IkomiaScale.Reports.Html;

/// <summary>Writes the data of a run for the script of the page: a block of JSON that cannot be read as markup.</summary>
internal static class RunData
{
    /// <summary>Writes the block.</summary>
    /// <param name="page">The page.</param>
    /// <param name="run">The run.</param>
    /// <param name="classes">Counts the shapes of each class.</param>
    public static void Write(TextWriter page, ReportRun run, ClassTable classes)
    {
        page.Raw("<script type=\"application/json\" class=\"data\">");
        using (var json = new JsonTextWriter(page) { CloseOutput = false, StringEscapeHandling = StringEscapeHandling.EscapeHtml })
        {
            json.WriteStartObject();
            Write(json, "name", run.Name);
            Write(json, "task", run.TaskName);
            Write(json, "uuid", run.Uuid);
            Write(json, "ms", run.Duration is { } duration ? Math.Round(duration.TotalMilliseconds) : null);
            Write(json, "problem", run.Problem);
            json.WritePropertyName("failed");
            json.WriteValue(run.IsFailed);
            json.WritePropertyName("pictures");
            json.WriteStartArray();
            foreach (var picture in run.Pictures)
            {
                Write(json, picture, classes);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        page.Raw("</script>");
    }

    private static void Write(JsonTextWriter json, ReportPicture picture, ClassTable classes)
    {
        json.WriteStartObject();
        Write(json, "name", picture.Name);
        Write(json, "width", picture.Width);
        Write(json, "height", picture.Height);
        json.WritePropertyName("shapes");
        json.WriteStartArray();
        foreach (var shape in picture.Shapes)
        {
            json.WriteStartObject();
            Write(json, "kind", shape.Kind.ToString().ToLowerInvariant());
            Write(json, "class", classes.Add(CleanText.Of(shape.Label)));
            Write(json, "score", shape.Score);
            Write(json, "id", shape.Id is { } id ? CleanText.Of(id) : null);
            Write(json, "text", shape.Text is { } text ? CleanText.Of(text) : null);
            Write(json, "share", shape.Share);
            WriteGeometry(json, shape);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGeometry(JsonTextWriter json, FoundShape shape)
    {
        if (shape.Box is { } box)
        {
            Write(json, "box", [box.X, box.Y, box.Width, box.Height]);
        }

        if (shape.Layer is { } layer)
        {
            Write(json, "mask", [layer.Place.X, layer.Place.Y, layer.Place.Width, layer.Place.Height]);
            if (layer.Inside is { } inside)
            {
                Write(json, "at", [inside.X, inside.Y]);
            }
        }

        if (shape.Polygon.Count > 0)
        {
            Write(json, "polygon", shape.Polygon.SelectMany(Numbers));
        }

        if (shape.Points.Count > 0)
        {
            Write(json, "points", shape.Points.SelectMany(point => Numbers(point.Place)));
            json.WritePropertyName("names");
            json.WriteStartArray();
            foreach (var point in shape.Points)
            {
                json.WriteValue(point.Name is { } name ? CleanText.Of(name) : point.Index?.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            json.WriteEndArray();
            Write(json, "links", shape.Links.SelectMany(link => new double[] { link.From, link.To }));
        }
    }

    private static IEnumerable<double> Numbers(PixelPoint point) => [point.X, point.Y];

    private static void Write(JsonTextWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            json.WriteValue(value);
        }
    }

    private static void Write(JsonTextWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WritePropertyName(name);
            Number(json, number, 4);
        }
    }

    private static void Write(JsonTextWriter json, string name, IEnumerable<double> values)
    {
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var value in values)
        {
            Number(json, value, 2);
        }

        json.WriteEndArray();
    }

    private static void Number(JsonTextWriter json, double value, int digits)
    {
        var rounded = Math.Round(value, digits);
        if (rounded == Math.Floor(rounded) && Math.Abs(rounded) < long.MaxValue)
        {
            json.WriteValue((long)rounded);
        }
        else
        {
            json.WriteValue(rounded);
        }
    }
}
