using IkomiaScale.Reports.Model;
using IkomiaScale.Reports.Pictures;
using IkomiaScale.Reports.Shapes;

namespace IkomiaScale.Reports.Html;

/// <summary>Writes the shapes of a picture for browsers without scripts. The script of the page draws them with the same rules.</summary>
internal static class ShapeMarkup
{
    private const double CharacterWidth = 0.6;

    public static void Write(TextWriter page, ReportPicture picture)
    {
        if (picture.Shapes.Count == 0)
        {
            return;
        }

        page.Raw("<noscript><svg class=\"shapes\" role=\"img\" aria-label=\"").Text(CleanText.Of(Tally.Of("object", picture.Shapes.Select(shape => shape.Label))))
            .Raw("\" viewBox=\"0 0 ").Number(picture.Width).Raw(" ").Number(picture.Height).Raw("\">");
        foreach (var shape in picture.Shapes)
        {
            page.Raw(FormattableString.Invariant($"<g class=\"shape c{ClassTable.ColorOf(shape.Label)}\">"));
            WriteShape(page, shape);
            page.Raw("</g>");
        }

        WriteLabels(page, picture);
        page.Raw("</svg></noscript>");
    }

    /// <summary>The label of a shape.</summary>
    public static string Caption(FoundShape shape)
    {
        var name = shape is { Kind: ShapeKind.Text, Text.Length: > 0 } ? shape.Text! : shape.Label;
        return shape.Score is { } score ? $"{name} {HtmlText.Score(score)}" : name;
    }

    private static void WriteShape(TextWriter page, FoundShape shape)
    {
        if (shape.Box is { } box && shape.Kind != ShapeKind.Area)
        {
            page.Raw("<rect class=\"halo\"").Box(box).Raw("/><rect class=\"line\"").Box(box).Raw("/>");
        }

        if (shape.Polygon.Count > 0)
        {
            page.Raw("<polygon class=\"line\" points=\"");
            foreach (var corner in shape.Polygon)
            {
                page.Number(corner.X).Raw(",").Number(corner.Y).Raw(" ");
            }

            page.Raw("\"/>");
        }

        foreach (var (from, to) in shape.Links)
        {
            var (one, other) = (shape.Points[from].Place, shape.Points[to].Place);
            page.Raw("<line class=\"line\" x1=\"").Number(one.X).Raw("\" y1=\"").Number(one.Y).Raw("\" x2=\"").Number(other.X).Raw("\" y2=\"").Number(other.Y).Raw("\"/>");
        }

        foreach (var point in shape.Points)
        {
            page.Raw("<path class=\"point\" d=\"M").Number(point.Place.X).Raw(" ").Number(point.Place.Y).Raw("h0\"/>");
        }
    }

    // Small shapes come first, because they have fewer places for a label.
    private static void WriteLabels(TextWriter page, ReportPicture picture)
    {
        var placer = new LabelPlacer(picture.Width, picture.Height);
        var size = Math.Max(6, Math.Max(picture.Width, picture.Height) / 60);
        var told = new HashSet<(string, double, double)>();
        foreach (var shape in picture.Shapes.Reverse())
        {
            if (Anchor(shape) is not { } anchor)
            {
                continue;
            }

            var caption = Caption(shape);
            if (!told.Add((caption, Math.Round(anchor.X / size), Math.Round(anchor.Y / size))))
            {
                continue;
            }

            var font = Math.Max(size * 0.75, Math.Min(size * 1.25, anchor.Height * 0.12));
            if (placer.Place(anchor, (caption.Length * font * CharacterWidth) + font, font * 1.5) is { } place)
            {
                page.Raw(FormattableString.Invariant($"<g class=\"label c{ClassTable.ColorOf(shape.Label)}\"><rect")).Box(place).Raw("/><text x=\"").Number(place.X + (font / 2))
                    .Raw("\" y=\"").Number(place.Y + (font * 1.1)).Raw("\" font-size=\"").Number(font).Raw("\">").Text(CleanText.Of(caption)).Raw("</text></g>");
            }
        }
    }

    private static PixelBox? Anchor(FoundShape shape) =>
        shape.Kind == ShapeKind.Area && shape.Layer?.Inside is { } inside ? new PixelBox(inside.X, inside.Y, 0, 0) : shape.Bounds;
}
