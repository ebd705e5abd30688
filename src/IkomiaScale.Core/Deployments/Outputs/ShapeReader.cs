using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Outputs;

/// <summary>Reads parts of outputs: boxes, colors, points, and what has them (docs/protocol.md, section 5).</summary>
internal static class ShapeReader
{
    public static IkDetection Detection(JToken json) => new()
    {
        Id = WireJson.Text(json, "id"),
        Label = WireJson.Text(json, "label"),
        Confidence = WireJson.Number(json, "confidence"),
        Box = Box(WireJson.Field(json, "box")),
        Color = Color(WireJson.Field(json, "color")),
    };

    public static IkInstance Instance(JToken json) => new(EncodedImage.From(WireJson.Text(json, "mask")))
    {
        Id = WireJson.Text(json, "id"),
        Type = WireJson.Text(json, "type"),
        ClassIndex = WireJson.Whole(json, "classIndex"),
        Label = WireJson.Text(json, "label"),
        Confidence = WireJson.Number(json, "confidence"),
        Box = Box(WireJson.Field(json, "box")),
        Color = Color(WireJson.Field(json, "color")),
    };

    public static IkKeypointObject KeypointObject(JToken json, IReadOnlyList<string> names) => new()
    {
        Id = WireJson.Text(json, "id"),
        Label = WireJson.Text(json, "label"),
        Confidence = WireJson.Number(json, "confidence"),
        Box = Box(WireJson.Field(json, "box")),
        Color = Color(WireJson.Field(json, "color")),
        Points = WireJson.Items(json, "points").Select(point => Keypoint(point, names)).OfType<IkKeypoint>().ToList(),
    };

    public static IkTextField TextField(JToken json) => new()
    {
        Id = WireJson.Text(json, "id"),
        Label = WireJson.Text(json, "label"),
        Text = WireJson.Text(json, "text"),
        Confidence = WireJson.Number(json, "confidence"),
        Color = Color(WireJson.Field(json, "color")),
        Polygon = WireJson.Items(json, "polygon").Select(Point).OfType<IkPoint>().ToList(),
    };

    public static IkKeypointLink? Link(JToken json) =>
        WireJson.Whole(json, "index1") is { } one && WireJson.Whole(json, "index2") is { } other
            ? new IkKeypointLink(one, other) { Label = WireJson.Text(json, "label"), Color = Color(WireJson.Field(json, "color")) }
            : null;

    public static IkColor? Color(JToken? json) =>
        Part(json, "r", null) is { } red && Part(json, "g", null) is { } green && Part(json, "b", null) is { } blue
            ? new IkColor(red, green, blue, Part(json, "a", 255) ?? 255)
            : null;

    private static IkBox? Box(JToken? json) =>
        json is JObject
            ? new IkBox(
                WireJson.Number(json, "x") ?? 0, WireJson.Number(json, "y") ?? 0,
                WireJson.Number(json, "width") ?? 0, WireJson.Number(json, "height") ?? 0)
            : null;

    private static IkPoint? Point(JToken json) =>
        WireJson.Number(json, "x") is { } x && WireJson.Number(json, "y") is { } y ? new IkPoint(x, y) : null;

    private static IkKeypoint? Keypoint(JToken json, IReadOnlyList<string> names)
    {
        if (Point(json) is not { } place)
        {
            return null;
        }

        var index = WireJson.Whole(json, "index");
        return new IkKeypoint
        {
            Index = index,
            Name = index is { } number && number >= 0 && number < names.Count ? names[number] : null,
            X = place.X,
            Y = place.Y,
        };
    }

    private static byte? Part(JToken? json, string name, byte? absent) =>
        WireJson.Number(json, name) is { } number && !double.IsNaN(number) ? (byte)Math.Max(0, Math.Min(255, Math.Round(number))) : absent;
}
