using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Outputs;

/// <summary>
/// Reads outputs: JSON objects with one key that names the type (docs/protocol.md, section 5). Fields may be missing or
/// unknown. An output without the form of its type is kept as data.
/// </summary>
internal static class OutputReader
{
    public static IkOutput Read(string uuid, int index, JToken output)
    {
        if (output is not JObject { HasValues: true } fields)
        {
            return new IkDataOutput(new OutputOrigin(uuid, index, "UNKNOWN", output), WireJson.Plain(output));
        }

        // One key is the rule. With several keys, the first known one names the type.
        var key = fields.Properties().FirstOrDefault(field => IsKnown(field.Name)) ?? fields.Properties().First();
        var origin = new OutputOrigin(uuid, index, key.Name, output);
        return ReadKnown(origin, key.Value) ?? new IkDataOutput(origin, WireJson.Plain(key.Value));
    }

    private static bool IsKnown(string type) => type.ToUpperInvariant() is
        "IMAGE" or "IMAGE_BINARY" or "STORAGE_OBJECT" or "OBJECT_DETECTION" or "INSTANCE_SEGMENTATION" or "SEMANTIC_SEGMENTATION"
        or "KEYPOINTS" or "TEXT";

    private static IkOutput? ReadKnown(OutputOrigin origin, JToken body) => (origin.Type.ToUpperInvariant(), body) switch
    {
        ("IMAGE" or "IMAGE_BINARY", JValue value) =>
            EncodedImage.From(JsonText.Text(value)) is { } image ? new IkImageOutput(origin, image) : null,
        ("STORAGE_OBJECT", JObject) => ReadStorageObject(origin, body),
        ("OBJECT_DETECTION", JObject) => new IkDetectionOutput(origin)
        {
            Detections = WireJson.Items(body, "detections").Select(ShapeReader.Detection).ToList(),
            ReferenceImageIndex = WireJson.Whole(body, "referenceImageIndex"),
        },
        ("INSTANCE_SEGMENTATION", JObject) => new IkInstanceSegmentationOutput(origin)
        {
            Detections = WireJson.Items(body, "detections").Select(ShapeReader.Instance).ToList(),
            ReferenceImageIndex = WireJson.Whole(body, "referenceImageIndex"),
        },
        ("SEMANTIC_SEGMENTATION", JObject) => new IkSemanticSegmentationOutput(origin, EncodedImage.From(WireJson.Text(body, "mask")))
        {
            Classes = Names(body, "classes"),
            Colors = WireJson.Items(body, "colors").Select(ShapeReader.Color).OfType<IkColor>().ToList(),
            ReferenceImageIndex = WireJson.Whole(body, "referenceImageIndex"),
        },
        ("KEYPOINTS", JObject) => ReadKeypoints(origin, body),
        ("TEXT", JObject) => new IkTextOutput(origin)
        {
            Fields = WireJson.Items(body, "fields").Select(ShapeReader.TextField).ToList(),
            ReferenceImageIndex = WireJson.Whole(body, "referenceImageIndex"),
        },
        _ => null,
    };

    private static IkStorageObjectOutput ReadStorageObject(OutputOrigin origin, JToken body)
    {
        var json = WireJson.Field(body, "metadata");
        var metadata = JsonText.Text((json as JObject)?["uid"]) is { Length: > 0 } ? IkStorageObject.FromJson(json) : null;
        var url = WireJson.Text(body, "url");
        return new IkStorageObjectOutput(origin)
        {
            Url = url,
            DataType = WireJson.Text(body, "data_type"),
            Metadata = metadata,
            Uid = metadata?.Uid ?? UidOf(url) ?? WireJson.Text(body, "uid"),
        };
    }

    private static IkKeypointsOutput ReadKeypoints(OutputOrigin origin, JToken body)
    {
        var names = Names(body, "names");
        return new IkKeypointsOutput(origin)
        {
            Names = names,
            Objects = WireJson.Items(body, "objects").Select(item => ShapeReader.KeypointObject(item, names)).ToList(),
            Links = WireJson.Items(body, "links").Select(ShapeReader.Link).OfType<IkKeypointLink>().ToList(),
            ReferenceImageIndex = WireJson.Whole(body, "referenceImageIndex"),
        };
    }

    private static List<string> Names(JToken body, string field) =>
        WireJson.Items(body, field).Select(item => WireJson.AsText(item) ?? WireJson.Text(item, "name") ?? string.Empty).ToList();

    // …/v1/objects/?uid=<uid> (docs/protocol.md, section 4).
    private static string? UidOf(string? url)
    {
        var query = url?.IndexOf('?') is { } mark and >= 0 ? url.Substring(mark + 1) : string.Empty;
        foreach (var pair in query.Split('&'))
        {
            if (pair.StartsWith("uid=", StringComparison.OrdinalIgnoreCase) && pair.Length > 4)
            {
                return Uri.UnescapeDataString(pair.Substring(4));
            }
        }

        return null;
    }
}
