namespace IkomiaScale.Emulator.Tasks;

/// <summary>Finds the things in a picture, and returns an output of each type that "detect" does not: masks, classes, keypoints, text, and numbers.</summary>
internal sealed class ShapesTask : IDemoTask
{
    public string Name => "shapes";

    public IReadOnlyList<TaskParameter> Parameters => Sight.Parameters;

    public IReadOnlyList<string> OutputNames { get; } = ["instances", "classes", "keypoints", "text", "numbers"];

    public TimeSpan ExpectedDuration(IReadOnlyDictionary<string, string> parameters) => TimeSpan.Zero;

    public async Task<IReadOnlyList<TaskOutput>> RunAsync(TaskContext context) => await Sight.LookAsync(context) is { } scene
        ?
        [
            new JsonOutput("INSTANCE_SEGMENTATION", SeenShapes.Instances(scene)),
            new JsonOutput("SEMANTIC_SEGMENTATION", SeenShapes.Classes(scene)),
            new JsonOutput("KEYPOINTS", SeenShapes.Keypoints(scene)),
            new JsonOutput("TEXT", SeenShapes.Colors(scene)),
            new JsonOutput("NUMERIC_VALUES", SeenShapes.Areas(scene)),
        ]
        : MadeUpShapes.Of(context.Input);
}
