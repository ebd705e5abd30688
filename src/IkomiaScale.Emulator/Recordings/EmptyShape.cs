using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Recordings;

/// <summary>Empties a result but keeps its shape: lists are empty, and pictures have one black pixel.</summary>
internal static class EmptyShape
{
    /// <summary>Returns an empty output of the same type.</summary>
    public static JsonNode? Of(JsonNode? output) => output is JsonObject { Count: 1 } typed
        ? new JsonObject { [typed.First().Key] = Emptied(typed.First().Key, typed.First().Value) }
        : Emptied("", output);

    private static JsonNode? Emptied(string name, JsonNode? body) => body switch
    {
        _ when name is "image" or "image_binary" or "mask" => Convert.ToBase64String(PngWriter.Write(1, 1, (_, _) => (byte)0)),
        // The names of classes and joints belong to the shape.
        JsonArray when name is not ("names" or "links" or "classes" or "colors") => new JsonArray(),
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Emptied(field.Key, field.Value)))),
        _ => body?.DeepClone(),
    };
}
