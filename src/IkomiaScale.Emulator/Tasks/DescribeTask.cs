using System.Text.Json.Nodes;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>Returns size, sha256, and content type of the input, and width and height of an image.</summary>
internal class DescribeTask : IDemoTask
{
    public virtual string Name => "describe";

    public virtual IReadOnlyList<TaskParameter> Parameters => [];

    public IReadOnlyList<string> OutputNames { get; } = ["description"];

    public virtual TimeSpan ExpectedDuration(IReadOnlyDictionary<string, string> parameters) => TimeSpan.Zero;

    public virtual async Task<IReadOnlyList<TaskOutput>> RunAsync(TaskContext context)
    {
        var body = await DescribeAsync(context.Input, context.Cancellation);
        if (context.Inputs.Count > 1)
        {
            var all = new JsonArray();
            foreach (var input in context.Inputs)
            {
                all.Add(await DescribeAsync(input, context.Cancellation));
            }

            body["inputs"] = all;
        }

        return [new JsonOutput("DATA_DICT", body)];
    }

    private static async Task<JsonObject> DescribeAsync(TaskInput input, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["size"] = input.Size,
            ["sha256"] = input.Sha256,
            ["content_type"] = input.ContentType,
        };
        if (ImageFormat.SizeOf(await input.ReadAsync(ImageFormat.HeaderBytes, cancellation)) is var (width, height))
        {
            body["width"] = width;
            body["height"] = height;
        }

        return body;
    }
}
