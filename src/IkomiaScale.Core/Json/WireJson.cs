using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Json;

/// <summary>Reads what deployments write: keys without case, numbers as integers, floats or text, anything absent (PROTOCOL 5).</summary>
internal static class WireJson
{
    /// <summary>A field by its name, without case; null where it is absent, null, or there is no object to have it.</summary>
    public static JToken? Field(JToken? token, string name) =>
        (token as JObject)?.GetValue(name, StringComparison.OrdinalIgnoreCase) is { Type: not JTokenType.Null } field ? field : null;

    /// <summary>The items of a list; none where it is something else.</summary>
    public static IEnumerable<JToken> Items(JToken? token, string name) => Field(token, name) as JArray ?? Enumerable.Empty<JToken>();

    /// <summary>A text field; numbers and truth values come as text too.</summary>
    public static string? Text(JToken? token, string name) => AsText(Field(token, name));

    /// <summary>A plain value as text.</summary>
    public static string? AsText(JToken? token) =>
        token is JValue { Value: { } value } ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    /// <summary>A number, or null.</summary>
    public static double? Number(JToken? token, string name) => JsonText.Number(Field(token, name));

    /// <summary>A whole number, or null where it is none or does not fit.</summary>
    public static int? Whole(JToken? token, string name) =>
        Number(token, name) is { } number && number >= int.MinValue && number <= int.MaxValue ? (int)number : null;

    /// <summary>A truth value; text counts, absent is false.</summary>
    public static bool Flag(JToken? token, string name) =>
        Field(token, name) is { } field && (JsonText.Flag(field) || string.Equals(JsonText.Text(field), "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>A time in milliseconds, or null; negative counts as none at all.</summary>
    public static TimeSpan? Milliseconds(JToken? token) =>
        JsonText.Number(token) is { } number && !double.IsNaN(number)
            ? TimeSpan.FromMilliseconds(Math.Max(0, Math.Min(number, TimeSpan.FromDays(1).TotalMilliseconds)))
            : null;

    /// <summary>The same as plain values that any program can use: dictionaries, arrays, text, numbers, truth values, null.</summary>
    public static object? Plain(JToken? token) => token switch
    {
        JObject fields => fields.Properties().ToDictionary(field => field.Name, field => Plain(field.Value)),
        JArray items => items.Select(Plain).ToArray(),
        JValue value => value.Value,
        _ => null,
    };
}
