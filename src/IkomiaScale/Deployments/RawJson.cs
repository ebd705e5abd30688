using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Newtonsoft.Json;

namespace IkomiaScale.Deployments;

/// <summary>Writes PowerShell values as JSON: hashtables, objects, lists, and bytes as base64.</summary>
internal static class RawJson
{
    private const int DepthLimit = 60;

    /// <summary>The value as JSON text.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the value is nested too deeply.</exception>
    public static string Of(object value)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var writer = new JsonTextWriter(text);
        Write(writer, value, 0);
        return text.ToString();
    }

    private static void Write(JsonTextWriter writer, object? value, int depth)
    {
        if (depth > DepthLimit)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"The raw input is nested more than {DepthLimit} levels deep. Use plain data: hashtables, lists, strings, and numbers.");
        }

        var bare = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        switch (bare)
        {
            case null or DBNull:
                writer.WriteNull();
                break;
            case byte[] bytes:
                writer.WriteValue(Convert.ToBase64String(bytes));
                break;
            case Enum or Uri or Guid or char or TimeSpan or Version:
                writer.WriteValue(bare.ToString());
                break;
            case IConvertible or DateTimeOffset or System.Numerics.BigInteger:
                writer.WriteValue(bare);
                break;
            case IDictionary fields:
                WriteFields(writer, fields.Keys.Cast<object>().Select(key => (key.ToString() ?? string.Empty, (object?)fields[key])), depth);
                break;
            case IEnumerable items:
                WriteItems(writer, items, depth);
                break;
            default:
                var properties = (value as PSObject ?? new PSObject(bare)).Properties.Where(property => property.IsGettable);
                WriteFields(writer, properties.Select(property => (property.Name, (object?)property.Value)), depth);
                break;
        }
    }

    private static void WriteFields(JsonTextWriter writer, IEnumerable<(string Name, object? Value)> fields, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            writer.WritePropertyName(name);
            Write(writer, value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(JsonTextWriter writer, IEnumerable items, int depth)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item, depth + 1);
        }

        writer.WriteEndArray();
    }
}
