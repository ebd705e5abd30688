using System.Text.Json.Nodes;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>
/// Gives boxes that are made from the hash of the input. They show what a detection looks like and are labelled as a demo;
/// nothing is recognised.
/// </summary>
internal sealed class DetectTask : IDemoTask
{
    private const int FallbackWidth = 640;
    private const int FallbackHeight = 480;

    public string Name => "detect";

    public IReadOnlyList<TaskParameter> Parameters => [];

    public IReadOnlyList<string> OutputNames { get; } = ["detections"];

    public TimeSpan ExpectedDuration(IReadOnlyDictionary<string, string> parameters) => TimeSpan.Zero;

    public async Task<IReadOnlyList<TaskOutput>> RunAsync(TaskContext context)
    {
        var input = context.Input;
        var header = await input.ReadAsync(ImageFormat.HeaderBytes, context.Cancellation);
        var (width, height) = ImageFormat.SizeOf(header) ?? (FallbackWidth, FallbackHeight);
        var detections = new JsonObject { ["detections"] = Detections(Convert.FromHexString(input.Sha256), width, height), ["referenceImageIndex"] = 0 };
        return [new JsonOutput("OBJECT_DETECTION", detections)];
    }

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
