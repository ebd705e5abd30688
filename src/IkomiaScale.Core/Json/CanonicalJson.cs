using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Json;

/// <summary>Writes equal JSON as the same text: fields sorted by name, without white space.</summary>
internal static class CanonicalJson
{
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
