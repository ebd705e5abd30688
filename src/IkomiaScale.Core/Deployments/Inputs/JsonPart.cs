using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>An input that is already JSON.</summary>
internal sealed class JsonPart : InputPart
{
    private readonly byte[] _json;

    public JsonPart(byte[] json)
    {
        _json = json;
    }

    public JsonPart(JToken json)
        : this(Encoding.UTF8.GetBytes(json.ToString(Formatting.None)))
    {
    }

    public override long Length => _json.Length;

    /// <summary>An object in the storage, by its URL (docs/protocol.md, section 4).</summary>
    public static JsonPart Stored(string url, string dataType) =>
        new(new JObject { ["storage_object"] = new JObject { ["url"] = url, ["data_type"] = dataType } });

    public override Task WriteAsync(BodyWriter body) => body.WriteAsync(_json, _json.Length);
}
