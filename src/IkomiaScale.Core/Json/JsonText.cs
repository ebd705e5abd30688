using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Json;

/// <summary>JSON as the service writes it, read without guesses: dates stay text, depth is bounded.</summary>
internal static class JsonText
{
    private const int DepthLimit = 64;

    /// <summary>Reads one document.</summary>
    /// <exception cref="JsonException">It is not JSON, or nested too deeply.</exception>
    public static JToken Parse(string text)
    {
        using var reader = new StringReader(text);
        return Parse(reader);
    }

    /// <summary>Reads one document from a stream of text.</summary>
    /// <exception cref="JsonException">It is not JSON, or nested too deeply.</exception>
    public static JToken Parse(TextReader text)
    {
        using var reader = new JsonTextReader(text)
        {
            DateParseHandling = DateParseHandling.None,
            MaxDepth = DepthLimit,
            CloseInput = false,
        };
        return JToken.ReadFrom(reader);
    }

    /// <summary>A text field, or null where it is absent, null or of another kind.</summary>
    public static string? Text(JToken? token) => token is JValue { Type: JTokenType.String } value ? (string?)value : null;

    /// <summary>A number, or null; a number in quotes counts.</summary>
    public static double? Number(JToken? token) => token is JValue { Type: JTokenType.Integer or JTokenType.Float or JTokenType.String } value
        && double.TryParse(System.Convert.ToString(value.Value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A truth value; absent is false.</summary>
    public static bool Flag(JToken? token) => token is JValue { Type: JTokenType.Boolean } value && (bool)value;
}
