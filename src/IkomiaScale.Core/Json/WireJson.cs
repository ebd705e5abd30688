using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Json;

/// <summary>
/// Reads the JSON of deployments: keys in any case, numbers as integers, floats or text, and missing values
/// (docs/protocol.md, section 5).
/// </summary>
internal static class WireJson
{
    /// <summary>Returns a field by name, ignoring case; null if it is missing or null, or if there is no object.</summary>
    public static JToken? Field(JToken? token, string name) =>
        (token as JObject)?.GetValue(name, StringComparison.OrdinalIgnoreCase) is { Type: not JTokenType.Null } field ? field : null;

    /// <summary>Returns the items of a list; none if it is not a list.</summary>
    public static IEnumerable<JToken> Items(JToken? token, string name) => Field(token, name) as JArray ?? Enumerable.Empty<JToken>();

    /// <summary>Returns a text. Numbers and Booleans are converted.</summary>
    public static string? Text(JToken? token, string name) => AsText(Field(token, name));

    /// <summary>Returns a plain value as text.</summary>
    public static string? AsText(JToken? token) =>
        token is JValue { Value: { } value } ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    /// <summary>Returns a number, or null.</summary>
    public static double? Number(JToken? token, string name) => JsonText.Number(Field(token, name));

    /// <summary>Returns an integer; null if there is none or it does not fit.</summary>
    public static int? Whole(JToken? token, string name) =>
        Number(token, name) is { } number && number >= int.MinValue && number <= int.MaxValue ? (int)number : null;

    /// <summary>Returns a Boolean, also from text; false if it is missing.</summary>
    public static bool Flag(JToken? token, string name) =>
        Field(token, name) is { } field && (JsonText.Flag(field) || string.Equals(JsonText.Text(field), "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns a time in milliseconds, or null. Negative values count as 0, and values above a day as a day.</summary>
    public static TimeSpan? Milliseconds(JToken? token) =>
        JsonText.Number(token) is { } number && !double.IsNaN(number)
            ? TimeSpan.FromMilliseconds(Math.Max(0, Math.Min(number, TimeSpan.FromDays(1).TotalMilliseconds)))
            : null;

    /// <summary>Converts to plain values that any program can use: dictionaries, arrays, strings, numbers, Booleans, null.</summary>
    public static object? Plain(JToken? token) => token switch
    {
        JObject fields => fields.Properties().ToDictionary(field => field.Name, field => Plain(field.Value)),
        JArray items => items.Select(Plain).ToArray(),
        JValue value => value.Value,
        _ => null,
    };
}
