using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Json;

/// <summary>Parses the JSON of the service: dates stay text, and the depth is limited.</summary>
internal static class JsonText
{
    private const int DepthLimit = 64;

    /// <summary>Parses one document.</summary>
    /// <exception cref="JsonException">The text is not JSON, or is nested too deeply.</exception>
    public static JToken Parse(string text)
    {
        using var reader = new StringReader(text);
        return Parse(reader);
    }

    /// <summary>Parses one document from a reader.</summary>
    /// <exception cref="JsonException">The text is not JSON, or is nested too deeply.</exception>
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

    /// <summary>Returns a text; null if the value is missing, null, or of another type.</summary>
    public static string? Text(JToken? token) => token is JValue { Type: JTokenType.String } value ? (string?)value : null;

    /// <summary>Returns a number, also one in quotes; otherwise null.</summary>
    public static double? Number(JToken? token) => token is JValue { Type: JTokenType.Integer or JTokenType.Float or JTokenType.String } value
        && double.TryParse(System.Convert.ToString(value.Value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Returns a Boolean; false if it is missing.</summary>
    public static bool Flag(JToken? token) => token is JValue { Type: JTokenType.Boolean } value && (bool)value;
}
