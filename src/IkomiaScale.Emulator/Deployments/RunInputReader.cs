using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Reads one input of a run: an inline image, a stored object, or data of any other type.</summary>
internal static class RunInputReader
{
    public static RequestedInput? Read(JsonElement item, int index, RunErrors errors)
    {
        if (item.ValueKind != JsonValueKind.Object || item.EnumerateObject().Count() != 1)
        {
            errors.Add("Input should be an object with one key, which names its type", "input_type", "inputs", index);
            return null;
        }

        var property = item.EnumerateObject().First();
        return property.Name switch
        {
            "image" => ReadImage(property.Value, index, errors),
            "storage_object" => ReadStored(property.Value, index, errors),
            _ => new RequestedInput(property.Name, property.Value),
        };
    }

    private static RequestedInput? ReadImage(JsonElement body, int index, RunErrors errors)
    {
        if (body.ValueKind == JsonValueKind.String && body.TryGetBytesFromBase64(out _))
        {
            return new RequestedInput("image", body);
        }

        errors.Add("Input should be valid base64, without a data: prefix", "base64", "inputs", index, "image");
        return null;
    }

    private static RequestedInput? ReadStored(JsonElement body, int index, RunErrors errors)
    {
        object[] place = ["inputs", index, "storage_object"];
        var url = errors.Text(body, "url", place);
        var dataType = errors.Text(body, "data_type", place);
        if (url is null || dataType is null)
        {
            return null;
        }

        // Only the uid counts, because the storage can have several host names.
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && QueryHelpers.ParseQuery(uri.Query).TryGetValue("uid", out var uid) && uid.Count == 1)
        {
            return new RequestedInput("storage_object", body, uid[0], dataType);
        }

        errors.Add("Input should be a URL of the form …/v1/objects/?uid=<uid>", "url_parsing", [.. place, "url"]);
        return null;
    }
}
