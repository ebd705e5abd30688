using System.Globalization;
using System.Text.Json;

namespace IkomiaScale.Emulator.Recordings;

/// <summary>Reads the lines of a journal. The last line of a key counts. An incomplete line at the end, which a crash leaves, is ignored.</summary>
internal static class JournalLines
{
    private const string FailedWord = " failed: ";

    /// <summary>Adds the runs of a file to the dictionary, by their keys.</summary>
    /// <exception cref="FormatException">A line is not valid. The message names it.</exception>
    public static void Read(string file, Dictionary<string, RecordedRun?> runs)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        var number = 0;
        for (var start = 0; text.IndexOf('\n', start) is var end and >= 0; start = end + 1)
        {
            number++;
            var line = text.AsMemory(start, end - start);
            if (line.Span.IndexOf('\0') >= 0)
            {
                // A power cut leaves empty blocks at the end of a file.
                return;
            }

            Read(line, file, number, runs);
        }
    }

    private static void Read(ReadOnlyMemory<char> line, string file, int number, Dictionary<string, RecordedRun?> runs)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (number == 1)
            {
                CheckHeader(json.RootElement);
                return;
            }

            var key = Text(json.RootElement, "key") ?? throw new FormatException("it has no 'key'");
            runs[key] = RunOf(json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw new FormatException($"line {number} of '{file}' is not a line of a journal: {exception.Message}", exception);
        }
    }

    private static void CheckHeader(JsonElement header)
    {
        if (header.GetProperty("journal").GetInt32() != 1)
        {
            throw new FormatException("it has a newer version; update the emulator");
        }
    }

    // Null for a run that has not finished, is in doubt, or was never started.
    private static RecordedRun? RunOf(JsonElement line)
    {
        var uuid = Text(line, "uuid");
        var failure = Text(line, "state") switch
        {
            "Received" => null,
            "Failed" when Text(line, "error") is null or "WorkflowFailed" => FailureOf(uuid, Text(line, "message")),
            _ => "",
        };
        if (uuid is null || failure is "" || Text(line, "setup") is not { } setup || !line.TryGetProperty("contents", out var contents))
        {
            return null;
        }

        return new RecordedRun(
            uuid,
            Text(line, "input") ?? "nothing",
            Text(line, "task") ?? "",
            contents.EnumerateArray().Select(content => content.GetString() ?? "").ToList(),
            setup,
            Duration(line),
            failure,
            Text(line, "sha256"));
    }

    // The message from the service, without the text that the module adds.
    private static string FailureOf(string? uuid, string? message)
    {
        var text = message ?? "The workflow failed.";
        var place = uuid is not null && text.StartsWith($"Run '{uuid}'", StringComparison.Ordinal) ? text.IndexOf(FailedWord, StringComparison.Ordinal) : -1;
        return place < 0 ? text : text[(place + FailedWord.Length)..];
    }

    private static TimeSpan Duration(JsonElement line)
    {
        var took = Time(line, "time") - Time(line, "submitted");
        return took > TimeSpan.Zero ? took.Value : TimeSpan.Zero;
    }

    private static DateTimeOffset? Time(JsonElement line, string name) =>
        DateTimeOffset.TryParse(Text(line, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
