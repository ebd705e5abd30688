using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Json;

/// <summary>JSON of which the same is always written the same: fields in the order of their names, nothing between them.</summary>
internal static class CanonicalJson
{
    /// <summary>Writes it.</summary>
    public static string Write(JToken token) => Sorted(token).ToString(Formatting.None);

    private static JToken Sorted(JToken token) => token switch
    {
        JObject fields => new JObject(fields.Properties()
            .OrderBy(field => field.Name, StringComparer.Ordinal)
            .Select(field => new JProperty(field.Name, Sorted(field.Value)))),
        JArray items => new JArray(items.Select(Sorted)),
        _ => token.DeepClone(),
    };
}
