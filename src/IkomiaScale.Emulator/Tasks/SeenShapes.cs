using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Vision;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>Writes the things in a picture in the forms of the protocol.</summary>
internal static class SeenShapes
{
    private static readonly string[] PointNames = ["center", "top", "right", "bottom", "left"];

    public static JsonObject Detections(Scene scene) => WithReference("detections", scene.Objects.Select((seen, index) => Describe(seen, index)));

    public static JsonObject Instances(Scene scene)
    {
        var classes = ClassNames(scene);
        return WithReference("detections", scene.Objects.Select((seen, index) =>
        {
            var instance = Describe(seen, index);
            instance["type"] = 0;
            instance["classIndex"] = classes.IndexOf(seen.Label);
            instance["mask"] = Mask(scene, (x, y) => scene.Has(seen, x, y) ? (byte)255 : (byte)0);
            return instance;
        }));
    }

    /// <summary>The mask has the index of the class of each pixel; class 0 is the background.</summary>
    public static JsonObject Classes(Scene scene)
    {
        var classes = ClassNames(scene);
        var classOf = scene.Objects.ToDictionary(seen => seen.Region.Label, seen => (byte)classes.IndexOf(seen.Label));
        var colors = classes.Skip(1).Select(name => scene.Objects.First(seen => seen.Label == name).Region.Color).Prepend(scene.Background);
        return new JsonObject
        {
            ["mask"] = Mask(scene, (x, y) => classOf.GetValueOrDefault(scene.LabelAt(x, y))),
            ["classes"] = new JsonArray(classes.Select(name => (JsonNode)name).ToArray()),
            ["colors"] = new JsonArray(colors.Select(color => (JsonNode)Color(color)).ToArray()),
            ["referenceImageIndex"] = 0,
        };
    }

    public static JsonObject Keypoints(Scene scene) => new()
    {
        ["objects"] = new JsonArray(scene.Objects.Select((seen, index) =>
        {
            var described = Describe(seen, index);
            described["points"] = Points(seen.Region);
            return (JsonNode)described;
        }).ToArray()),
        ["names"] = new JsonArray(PointNames.Select(name => (JsonNode)name).ToArray()),
        ["links"] = new JsonArray(Enumerable.Range(1, PointNames.Length - 1).Select(index => (JsonNode)new JsonObject
        {
            ["index1"] = 0,
            ["index2"] = index,
            ["label"] = $"center to {PointNames[index]}",
            ["color"] = Color(new Rgb(255, 255, 255)),
        }).ToArray()),
    };

    /// <summary>The dominant colors: the background with its share of the picture, then a field for each thing with its outline.</summary>
    public static JsonObject Colors(Scene scene)
    {
        var covered = scene.Objects.Sum(seen => (long)seen.Region.Area);
        var share = 1 - (covered / (double)((long)scene.Width * scene.Height));
        var fields = scene.Objects.Select((seen, index) => Field(index + 1, seen.Label, seen.Region.Color, seen.Fit, scene.OutlineOf(seen)))
            .Prepend(Field(0, "background", scene.Background, Math.Round(share, 4), [(0, 0), (scene.Width, 0), (scene.Width, scene.Height), (0, scene.Height)]));
        return new JsonObject { ["fields"] = new JsonArray(fields.ToArray<JsonNode>()) };
    }

    /// <summary>The number of pixels of each thing.</summary>
    public static JsonObject Areas(Scene scene) => new()
    {
        ["values"] = new JsonArray(scene.Objects.Select(seen => (JsonNode)seen.Region.Area).ToArray()),
        ["labels"] = new JsonArray(scene.Objects.Select(seen => (JsonNode)seen.Label).ToArray()),
    };

    private static JsonObject WithReference(string name, IEnumerable<JsonObject> items) =>
        new() { [name] = new JsonArray(items.ToArray<JsonNode>()), ["referenceImageIndex"] = 0 };

    private static JsonObject Describe(SeenObject seen, int index) => new()
    {
        ["id"] = index,
        ["label"] = seen.Label,
        ["confidence"] = seen.Fit,
        ["box"] = new JsonObject { ["x"] = seen.Region.Left, ["y"] = seen.Region.Top, ["width"] = seen.Region.Width, ["height"] = seen.Region.Height },
        ["color"] = Color(seen.Region.Color),
    };

    private static JsonObject Field(int id, string label, Rgb color, double confidence, IEnumerable<(int X, int Y)> polygon) => new()
    {
        ["id"] = id,
        ["label"] = label,
        ["text"] = $"{ColorName.Of(color)} {color}",
        ["confidence"] = confidence,
        ["color"] = Color(color),
        ["polygon"] = new JsonArray(polygon.Select(point => (JsonNode)new JsonObject { ["x"] = point.X, ["y"] = point.Y }).ToArray()),
    };

    private static List<string> ClassNames(Scene scene) => [.. scene.Objects.Select(seen => seen.Label).Distinct().Prepend("background")];

    private static JsonArray Points(Region region)
    {
        double right = region.Left + region.Width, bottom = region.Top + region.Height;
        double centerX = (region.Left + right) / 2, centerY = (region.Top + bottom) / 2;
        (double X, double Y)[] points = [(centerX, centerY), (centerX, region.Top), (right, centerY), (centerX, bottom), (region.Left, centerY)];
        return new JsonArray(points.Select((point, index) => (JsonNode)new JsonObject { ["index"] = index, ["x"] = point.X, ["y"] = point.Y }).ToArray());
    }

    private static JsonObject Color(Rgb color) => new() { ["r"] = color.R, ["g"] = color.G, ["b"] = color.B, ["a"] = 255 };

    private static string Mask(Scene scene, Func<int, int, byte> pixel) => Convert.ToBase64String(PngWriter.Write(scene.Width, scene.Height, pixel));
}
