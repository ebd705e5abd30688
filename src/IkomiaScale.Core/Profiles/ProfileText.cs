using System.Globalization;
using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Profiles;

/// <summary>Converts a profile to JSON and back. Unknown fields are kept, because a newer version may have written them.</summary>
internal static class ProfileText
{
    /// <summary>Reads a profile.</summary>
    /// <exception cref="FormatException">A value has the wrong type. The message says which.</exception>
    public static IkConnectionProfile Read(string name, JObject json) => new()
    {
        Name = name,
        Endpoint = Url(json, "endpoint"),
        ScaleUrl = Url(json, "scaleUrl"),
        StorageUrl = Url(json, "storageUrl"),
        Deployments = Deployments(json),
        TokenSource = Token(json),
        TimeoutSec = Seconds(json),
        AllowInsecure = Flag(json, "allowInsecure"),
        Proxy = Url(json, "proxy"),
        ProxyUser = Text(json, "proxyUser"),
        ProxyUseDefaultCredentials = Flag(json, "proxyUseDefaultCredentials"),
        NoProxy = Flag(json, "noProxy"),
        CertificateAuthority = Text(json, "certificateAuthority"),
        Certificate = Text(json, "certificate"),
        Text = json.ToString(Formatting.None),
    };

    /// <summary>Writes a profile without the fields that have no value.</summary>
    public static JObject Write(IkConnectionProfile profile)
    {
        var json = new JObject();
        Add(json, "endpoint", profile.Endpoint?.OriginalString);
        Add(json, "scaleUrl", profile.ScaleUrl?.OriginalString);
        Add(json, "storageUrl", profile.StorageUrl?.OriginalString);
        if (profile.Deployments.Count > 0)
        {
            json["deployments"] = new JObject(profile.Deployments.Select(item => new JProperty(item.Key, item.Value.OriginalString)));
        }

        if (profile.TokenSource is { } source)
        {
            json["token"] = new JObject { [Key(source.Kind)] = source.Value };
        }

        Add(json, "timeoutSec", profile.TimeoutSec);
        Add(json, "allowInsecure", profile.AllowInsecure ? true : null);
        Add(json, "proxy", profile.Proxy?.OriginalString);
        Add(json, "proxyUser", profile.ProxyUser);
        Add(json, "proxyUseDefaultCredentials", profile.ProxyUseDefaultCredentials ? true : null);
        Add(json, "noProxy", profile.NoProxy ? true : null);
        Add(json, "certificateAuthority", profile.CertificateAuthority);
        Add(json, "certificate", profile.Certificate);
        return json;
    }

    private static void Add(JObject json, string name, JToken? value)
    {
        // A null text becomes a JSON value of null.
        if (value is JValue { Value: not null })
        {
            json[name] = value;
        }
    }

    private static string Key(TokenSourceKind kind) => kind.ToString().ToLowerInvariant();

    private static TokenSource? Token(JObject json)
    {
        if (json["token"] is null or { Type: JTokenType.Null })
        {
            return null;
        }

        var known = Enum.GetValues(typeof(TokenSourceKind)).Cast<TokenSourceKind>().ToList();
        var place = json["token"] as JObject;
        var kinds = known.Where(kind => JsonText.Text(place?[Key(kind)]) is { Length: > 0 }).ToList();
        return kinds.Count == 1
            ? new TokenSource(kinds[0], JsonText.Text(place![Key(kinds[0])])!)
            : throw new FormatException($"'token' must have one of {string.Join(", ", known.Select(Key))}, with a text");
    }

    private static IReadOnlyDictionary<string, Uri> Deployments(JObject json)
    {
        var names = new Dictionary<string, Uri>(ProfileNames.Comparer);
        if (json["deployments"] is JObject deployments)
        {
            foreach (var item in deployments.Properties())
            {
                names[item.Name] = Url(deployments, item.Name) ?? throw new FormatException($"the deployment '{item.Name}' has no URL");
            }
        }
        else if (json["deployments"] is { Type: not JTokenType.Null })
        {
            throw new FormatException("'deployments' is not a list of names and URLs in { }");
        }

        return names;
    }

    private static int? Seconds(JObject json) => json["timeoutSec"] switch
    {
        null or { Type: JTokenType.Null } => null,
        JValue { Value: long and > 0 and <= 86400 } value => value.Value<int>(),
        _ => throw new FormatException("'timeoutSec' is not a whole number from 1 to 86400"),
    };

    private static bool Flag(JObject json, string name) => json[name] switch
    {
        null or { Type: JTokenType.Null } => false,
        JValue { Value: bool flag } => flag,
        _ => throw new FormatException($"'{name}' is neither true nor false"),
    };

    private static string? Text(JObject json, string name) => json[name] switch
    {
        null or { Type: JTokenType.Null } => null,
        JValue { Value: string { Length: > 0 } text } => text,
        _ => throw new FormatException($"'{name}' is not a text"),
    };

    private static Uri? Url(JObject json, string name) => Text(json, name) is not { } text
        ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : throw new FormatException(string.Format(CultureInfo.InvariantCulture, "'{0}' is not a URL", name));
}
