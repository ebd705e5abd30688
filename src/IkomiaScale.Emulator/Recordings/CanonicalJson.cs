using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IkomiaScale.Emulator.Recordings;

/// <summary>
/// The canonical JSON that a journal hashes, so that equal JSON has equal text: fields in the order of their names, no spaces, numbers unchanged, and no
/// unnecessary escapes in texts.
/// </summary>
internal static class CanonicalJson
{
    public static string Hash(JsonElement json) => Hash(Write(json));

    /// <summary>Returns the sha256 of a text in UTF-8, in lowercase hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();

    public static string Write(JsonElement json)
    {
        var text = new StringBuilder();
        Write(json, text);
        return text.ToString();
    }

    private static void Write(JsonElement json, StringBuilder text)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                WriteAll(text, '{', json.EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal), field =>
                {
                    WriteText(field.Name, text);
                    text.Append(':');
                    Write(field.Value, text);
                }, '}');
                break;
            case JsonValueKind.Array:
                WriteAll(text, '[', json.EnumerateArray(), item => Write(item, text), ']');
                break;
            case JsonValueKind.String:
                WriteText(json.GetString()!, text);
                break;
            default:
                text.Append(json.GetRawText());
                break;
        }
    }

    private static void WriteAll<T>(StringBuilder text, char open, IEnumerable<T> items, Action<T> write, char close)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            text.Append(isFirst ? "" : ",");
            isFirst = false;
            write(item);
        }

        text.Append(close);
    }

    private static void WriteText(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or '\u0085' or '\u2028' or '\u2029' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
