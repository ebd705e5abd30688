using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>The account of an API token.</summary>
public sealed class IkAccount
{
    private readonly JToken _json;

    internal IkAccount(JToken json)
    {
        _json = json;
        UserName = WireJson.Text(json, "username") ?? throw new ScaleException(
            ScaleErrorId.InvalidResponse, "The account cannot be read: the platform did not return its name. Check the -ScaleUrl of Connect-IkScale.");
    }

    /// <summary>The name of the user.</summary>
    public string UserName { get; }

    /// <summary>All fields from the platform, as JSON.</summary>
    public string Raw => _json.ToString(Formatting.None);

    /// <summary>The name of the user.</summary>
    public override string ToString() => UserName;
}
