using System.Text.Json.Nodes;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>The outputs of "shapes" for an input that is not a picture, computed from its hash, so that clients get every type of output for any input.</summary>
internal static class MadeUpShapes
{
    private const int Width = DemoShapes.Width;
    private const int Height = DemoShapes.Height;

    public static IReadOnlyList<TaskOutput> Of(TaskInput input)
    {
        var hash = Convert.FromHexString(input.Sha256);
        return
        [
            new JsonOutput("INSTANCE_SEGMENTATION", Instances(hash)),
            new JsonOutput("SEMANTIC_SEGMENTATION", Classes(hash)),
            new JsonOutput("KEYPOINTS", Keypoints(hash)),
            new JsonOutput("TEXT", Text(hash, input.Sha256)),
            new JsonOutput("NUMERIC_VALUES", new JsonObject { ["values"] = Numbers(hash) }),
        ];
    }

    private static JsonObject Instances(byte[] hash) => new()
    {
        ["detections"] = new JsonArray(new JsonObject
        {
            ["id"] = 0,
            ["type"] = 0,
            ["classIndex"] = 0,
            ["label"] = "demo instance",
            ["confidence"] = DemoShapes.Confidence(hash[0]),
            ["box"] = DemoShapes.Box(hash, Width, Height),
            ["mask"] = Mask((x, y) => x >= hash[1] % Width && y >= hash[2] % Height ? (byte)255 : (byte)0),
            ["color"] = DemoShapes.Color(hash),
        }),
        ["referenceImageIndex"] = 0,
    };

    private static JsonObject Classes(byte[] hash) => new()
    {
        ["mask"] = Mask((x, _) => x > hash[3] % Width ? (byte)1 : (byte)0),
        ["classes"] = new JsonArray("demo background", "demo class"),
        ["colors"] = new JsonArray(DemoShapes.Color(hash.AsSpan(4)), DemoShapes.Color(hash.AsSpan(7))),
        ["referenceImageIndex"] = 0,
    };

    private static JsonObject Keypoints(byte[] hash) => new()
    {
        ["objects"] = new JsonArray(new JsonObject
        {
            ["id"] = 0,
            ["label"] = "demo skeleton",
            ["confidence"] = DemoShapes.Confidence(hash[10]),
            ["color"] = DemoShapes.Color(hash.AsSpan(11)),
            ["box"] = DemoShapes.Box(hash.AsSpan(14), Width, Height),
            ["points"] = new JsonArray(Point(hash[18], hash[19], 0), Point(hash[20], hash[21], 1)),
        }),
        ["names"] = new JsonArray("demo head", "demo foot"),
        ["links"] = new JsonArray(new JsonObject
        {
            ["index1"] = 0,
            ["index2"] = 1,
            ["label"] = "demo spine",
            ["color"] = DemoShapes.Color(hash.AsSpan(22)),
        }),
    };

    private static JsonObject Text(byte[] hash, string text) => new()
    {
        ["fields"] = new JsonArray(new JsonObject
        {
            ["id"] = 0,
            ["label"] = "demo text",
            ["text"] = text[..8],
            ["confidence"] = DemoShapes.Confidence(hash[25]),
            ["color"] = DemoShapes.Color(hash.AsSpan(26)),
            ["polygon"] = new JsonArray(Point(0, 0), Point(255, 0), Point(255, 255), Point(0, 255)),
        }),
    };

    private static JsonArray Numbers(byte[] hash) => new(hash.Take(4).Select(value => (JsonNode)(value / 2.0)).ToArray());

    private static JsonObject Point(byte x, byte y, int? index = null)
    {
        var point = new JsonObject { ["x"] = Math.Round(x / 256.0 * Width, 3), ["y"] = Math.Round(y / 256.0 * Height, 3) };
        if (index is not null)
        {
            point["index"] = index;
        }

        return point;
    }

    private static string Mask(Func<int, int, byte> pixel) => Convert.ToBase64String(PngWriter.Write(Width, Height, pixel));
}
