using System.Text.Json.Nodes;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>
/// Finds what differs from the background of a picture: a box for each thing, labeled by its color and shape. An input that is not a picture gets
/// boxes that are computed from its hash, labeled as a demo.
/// </summary>
internal sealed class DetectTask : IDemoTask
{
    private const int FallbackWidth = 640;
    private const int FallbackHeight = 480;

    public string Name => "detect";

    public IReadOnlyList<TaskParameter> Parameters => Sight.Parameters;

    public IReadOnlyList<string> OutputNames { get; } = ["detections"];

    public TimeSpan ExpectedDuration(IReadOnlyDictionary<string, string> parameters) => TimeSpan.Zero;

    public async Task<IReadOnlyList<TaskOutput>> RunAsync(TaskContext context)
    {
        var body = await Sight.LookAsync(context) is { } scene ? SeenShapes.Detections(scene) : MadeUp(Convert.FromHexString(context.Input.Sha256));
        return [new JsonOutput("OBJECT_DETECTION", body)];
    }

    private static JsonObject MadeUp(ReadOnlySpan<byte> hash) => new()
    {
        ["detections"] = Detections(hash, FallbackWidth, FallbackHeight),
        ["referenceImageIndex"] = 0,
    };

    private static JsonArray Detections(ReadOnlySpan<byte> hash, int width, int height)
    {
        var detections = new JsonArray();
        for (var index = 0; index < 1 + (hash[0] % 3); index++)
        {
            var seed = hash.Slice(1 + (index * 9), 9);
            detections.Add(new JsonObject
            {
                ["id"] = index,
                ["label"] = $"demo {seed[0] % 10}",
                ["confidence"] = DemoShapes.Confidence(seed[1]),
                ["box"] = DemoShapes.Box(seed[2..6], width, height),
                ["color"] = DemoShapes.Color(seed[6..]),
            });
        }

        return detections;
    }
}
