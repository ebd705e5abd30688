using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>A JSON document whose type is told beside it.</summary>
internal static class TypedJson
{
    /// <summary>Reads a document and puts it under its type, unless it already is: a saved output can be an input as it is.</summary>
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
                $"{subject} is to be sent as {dataType}, and so must be JSON: {exception.Message.TrimEnd('.')}. " +
                "For an image or a video use -DataType image or video.",
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
