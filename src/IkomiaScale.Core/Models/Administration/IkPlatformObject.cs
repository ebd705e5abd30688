using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>An object of the platform. It has its own URL, and may have more fields than this version knows.</summary>
public abstract class IkPlatformObject
{
    internal IkPlatformObject(JToken json, string what)
    {
        Json = json;
        Url = Text("url") is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : throw NoAddress(what);
    }

    /// <summary>The URL on the platform, which reads, changes and deletes it (docs/protocol.md, section 8).</summary>
    public Uri Url { get; }

    /// <summary>All fields from the platform, as JSON.</summary>
    public string Raw => Json.ToString(Formatting.None);

    internal JToken Json { get; }

    internal string? Text(string field) => WireJson.Text(Json, field);

    private static ScaleException NoAddress(string what) =>
        new(ScaleErrorId.InvalidResponse, $"The {what} cannot be read: the platform did not return its URL. Check the -ScaleUrl of Connect-IkScale.");
}
