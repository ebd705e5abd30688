using System.Text.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Handlers;

/// <summary>Writes and reads the lines of JSON between the emulator and a handler.</summary>
internal static class HandlerLine
{
    private const int MostShown = 200;

    /// <summary>Returns the line of a run.</summary>
    public static string Ask(string task, TaskContext context, IReadOnlyList<string> paths) => new JsonObject
    {
        ["task"] = task,
        ["parameters"] = new JsonObject(context.Parameters.Select(parameter => KeyValuePair.Create(parameter.Key, (JsonNode?)parameter.Value))),
        ["inputs"] = new JsonArray(context.Inputs.Select((input, index) => (JsonNode)new JsonObject
        {
            ["type"] = input.Type,
            ["data_type"] = input.DataType,
            ["content_type"] = input.ContentType,
            ["name"] = input.Stored?.Path?.Split('/')[^1],
            ["path"] = paths[index],
            ["value"] = input.Body?.DeepClone(),
        }).ToArray()),
    }.ToJsonString(JsonAnswer.Options);

    /// <summary>Reads the answer of a handler.</summary>
    /// <exception cref="WorkflowFailedException">The answer is a failure, or not valid.</exception>
    public static IReadOnlyList<TaskOutput> Read(string line)
    {
        try
        {
            var answer = JsonNode.Parse(line);
            if ((answer as JsonObject)?["error"] is { } error)
            {
                throw new WorkflowFailedException(error is JsonValue text && text.TryGetValue<string>(out var words) ? words : error.ToJsonString());
            }

            var outputs = (answer as JsonObject)?["outputs"] as JsonArray ?? throw Wrong(line, "it has neither a list 'outputs' nor an 'error'");
            return outputs.Select(output => Output(output, line)).ToList();
        }
        catch (JsonException exception)
        {
            throw Wrong(line, $"it is not JSON ({exception.Message.TrimEnd('.')})");
        }
    }

    private static TaskOutput Output(JsonNode? output, string line)
    {
        if (output is not JsonObject { Count: 1 } typed)
        {
            throw Wrong(line, "each output must be an object with one key, which names its type");
        }

        var (type, body) = typed.First();
        if (type != "image")
        {
            return new JsonOutput(type, body?.DeepClone());
        }

        try
        {
            var content = body is JsonObject file && (string?)file["path"] is { } path ? File.ReadAllBytes(path) : Convert.FromBase64String((string?)body ?? "");
            return new ImageOutput(content, ImageFormat.ContentTypeOf(content));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw Wrong(line, $"its image must be base64 or have the path of a readable file ({exception.Message.TrimEnd('.')})");
        }
    }

    private static WorkflowFailedException Wrong(string line, string why) =>
        new($"The answer of the handler is not valid: {why}. The answer was: {(line.Length > MostShown ? line[..MostShown] + "…" : line)}");
}
