using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>A JSON document with a type from outside.</summary>
internal static class TypedJson
{
    /// <summary>Reads a document and wraps it with its type, unless it already is: a saved output can be an input unchanged.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: it is not JSON.</exception>
    public static InputPart Read(byte[] content, string dataType, string subject, string target)
    {
        JToken json;
        try
        {
            using var text = new StreamReader(new MemoryStream(content, writable: false));
            json = JsonText.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"{subject} cannot be sent as {dataType}, because it is not JSON: {exception.Message.TrimEnd('.')}. " +
                "For an image or a video, use -DataType image or -DataType video.",
                exception)
            {
                Target = target,
            };
        }

        var isTyped = json is JObject { Count: 1 } root
            && string.Equals(root.Properties().Single().Name, dataType, StringComparison.OrdinalIgnoreCase);
        return new JsonPart(isTyped ? json : new JObject { [dataType] = json });
    }
}
