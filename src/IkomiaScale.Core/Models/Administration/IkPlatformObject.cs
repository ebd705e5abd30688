using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>Something that the platform keeps: it has an address of its own, and fields that may be more than are known here.</summary>
public abstract class IkPlatformObject
{
    internal IkPlatformObject(JToken json, string what)
    {
        Json = json;
        Url = Text("url") is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : throw NoAddress(what);
    }

    /// <summary>Where it is on the platform: what it is asked for, changed and deleted by (PROTOCOL 8).</summary>
    public Uri Url { get; }

    /// <summary>All that the platform says of it, as JSON.</summary>
    public string Raw => Json.ToString(Formatting.None);

    internal JToken Json { get; }

    internal string? Text(string field) => WireJson.Text(Json, field);

    private static ScaleException NoAddress(string what) =>
        new(ScaleErrorId.InvalidResponse, $"The platform gave a {what} without an address. Check that -ScaleUrl is the platform's.");
}
