using System.Globalization;
using System.Text;
using IkomiaScale.Errors;
using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Journal;

/// <summary>Writes and parses the lines of a journal.</summary>
internal static class JournalLine
{
    /// <summary>The longest line in bytes, with its end. Up to this size, a disk usually writes it completely or not at all.</summary>
    public const int Limit = 4096;

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int TextLimit = 900;
    private const int ShortTextLimit = 150;
    private const int ContentsLimit = 20;

    /// <summary>Returns the line of an entry, with its end.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: a part of it is too long.</exception>
    public static byte[] Write(JournalEntry entry)
    {
        var line = Write(entry, TextLimit, ContentsLimit);
        if (line.Length > Limit)
        {
            line = Write(entry, ShortTextLimit, contentsLimit: 0);
        }

        return line.Length <= Limit
            ? line
            : throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"The run on {Cut(entry.Input, ShortTextLimit)} cannot be recorded in a journal: its endpoint, task or uuid is too long.")
            {
                Target = entry.Uuid,
            };
    }

    /// <summary>Parses a line; null if it is not an entry.</summary>
    public static JournalEntry? Read(string line)
    {
        JToken json;
        try
        {
            using var reader = new JsonTextReader(new StringReader(line)) { DateParseHandling = DateParseHandling.None, MaxDepth = 8 };
            json = JToken.ReadFrom(reader);
            if (reader.Read())
            {
                return null;
            }
        }
        catch (JsonException)
        {
            return null;
        }

        if (!JournalKey.TryParse(Text(json, "key"), out var key)
            || !Enum.TryParse<JournalState>(Text(json, "state"), out var state)
            || !Enum.IsDefined(typeof(JournalState), state)
            || Time(json, "time") is not { } time)
        {
            return null;
        }

        var uuid = Text(json, "uuid");
        return uuid is null && state is (JournalState.Submitted or JournalState.Receiving or JournalState.Received)
            ? null
            : new JournalEntry(key, state, time)
            {
                Uuid = uuid,
                Endpoint = Text(json, "endpoint"),
                Task = Text(json, "task"),
                Input = Text(json, "input"),
                Contents = (json["contents"] as JArray)?.Select(item => JsonText.Text(item) ?? string.Empty).ToList(),
                Setup = Text(json, "setup"),
                SubmittedAt = Time(json, "submitted"),
                Size = (long?)JsonText.Number(json["size"]),
                Sha256 = Text(json, "sha256"),
                Error = Text(json, "error"),
                Message = Text(json, "message"),
                NeverBegan = JsonText.Flag(json["neverBegan"]),
            };
    }

    /// <summary>Formats a time.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static byte[] Write(JournalEntry entry, int textLimit, int contentsLimit)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var json = new JsonTextWriter(text))
        {
            json.WriteStartObject();
            Field(json, "key", entry.Key.ToString());
            Field(json, "state", entry.State.ToString());
            Field(json, "time", Format(entry.Time));
            Field(json, "uuid", entry.Uuid);
            Field(json, "input", Cut(entry.Input, textLimit));
            Field(json, "task", entry.Task);
            Field(json, "endpoint", entry.Endpoint);
            Field(json, "submitted", entry.SubmittedAt is { } submitted ? Format(submitted) : null);
            Field(json, "error", entry.Error);
            Field(json, "message", Cut(entry.Message, textLimit));
            if (entry.NeverBegan)
            {
                json.WritePropertyName("neverBegan");
                json.WriteValue(true);
            }

            if (entry.Size is { } size)
            {
                json.WritePropertyName("size");
                json.WriteValue(size);
            }

            Field(json, "sha256", entry.Sha256);
            Field(json, "setup", entry.Setup);
            if (entry.Contents is { } contents && contents.Count <= contentsLimit)
            {
                json.WritePropertyName("contents");
                json.WriteStartArray();
                foreach (var content in contents)
                {
                    json.WriteValue(content);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetBytes(text + "\n");
    }

    private static void Field(JsonTextWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            json.WriteValue(value);
        }
    }

    // Names and messages may repeat anything, but no token and no signature may be written to a file that stays.
    private static string? Cut(string? text, int limit) => text is null ? null : Secrets.Hide(Printable.OneLine(text, limit));

    private static string? Text(JToken json, string name) => json is JObject fields ? JsonText.Text(fields[name]) : null;

    private static DateTimeOffset? Time(JToken json, string name) =>
        DateTimeOffset.TryParse(Text(json, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
