using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>The account that an API token is of.</summary>
public sealed class IkAccount
{
    private readonly JToken _json;

    internal IkAccount(JToken json)
    {
        _json = json;
        UserName = WireJson.Text(json, "username") ?? throw new ScaleException(
            ScaleErrorId.InvalidResponse, "The platform gave an account without a name. Check that -ScaleUrl is the platform's.");
    }

    /// <summary>The user's name.</summary>
    public string UserName { get; }

    /// <summary>All that the platform says of it, as JSON.</summary>
    public string Raw => _json.ToString(Formatting.None);

    /// <summary>The user's name.</summary>
    public override string ToString() => UserName;
}
