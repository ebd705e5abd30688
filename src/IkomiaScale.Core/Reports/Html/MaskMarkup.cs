using IkomiaScale.Reports.Model;
using IkomiaScale.Reports.Shapes;

namespace IkomiaScale.Reports.Html;

/// <summary>Writes the masks of a picture as layers. The page contains them once, with and without its script.</summary>
internal static class MaskMarkup
{
    public static void Write(TextWriter page, ReportPicture picture, string id)
    {
        if (!picture.Shapes.Any(shape => shape.Layer is not null))
        {
            return;
        }

        page.Raw("<svg class=\"masks\" aria-hidden=\"true\" viewBox=\"0 0 ").Number(picture.Width).Raw(" ").Number(picture.Height).Raw("\">");
        for (var index = 0; index < picture.Shapes.Count; index++)
        {
            if (picture.Shapes[index] is { Layer: { } layer } shape)
            {
                WriteLayer(page, shape, layer, index, FormattableString.Invariant($"{id}-{index}"));
            }
        }

        page.Raw("</svg>");
    }

    private static void WriteLayer(TextWriter page, FoundShape shape, MaskLayer layer, int index, string id)
    {
        var number = FormattableString.Invariant($" data-s=\"{index}\"");
        if (!layer.IsStencil)
        {
            WriteImage(page, layer, number);
            return;
        }

        page.Raw($"<mask id=\"{id}\">");
        WriteImage(page, layer, string.Empty);
        page.Raw("</mask><rect").Raw(number).Raw(FormattableString.Invariant($" class=\"stencil c{ClassTable.ColorOf(shape.Label)}\" mask=\"url(#{id})\"")).Box(layer.Place).Raw("/>");
    }

    private static void WriteImage(TextWriter page, MaskLayer layer, string attributes) => page
        .Raw("<image").Raw(attributes).Raw(" preserveAspectRatio=\"none\"").Box(layer.Place)
        .Raw(" href=\"data:").Raw(layer.ContentType).Raw(";base64,").Raw(Convert.ToBase64String(layer.Image)).Raw("\"/>");
}
