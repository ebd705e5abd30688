using System.Globalization;
using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>
/// Reads the lines of logs. Their form is not documented (docs/protocol.md, section 8), so common names of fields are tried,
/// and the whole line is kept.
/// </summary>
internal static class LogLines
{
    private static readonly string[] TimeNames = ["timestamp", "time", "date", "datetime", "created_at"];
    private static readonly string[] LevelNames = ["level", "severity", "levelname"];
    private static readonly string[] MessageNames = ["message", "text", "msg", "log", "line"];

    public static IkDeploymentLog Read(JToken line, IkDeployment deployment)
    {
        var raw = line.ToString(Formatting.None);
        return new IkDeploymentLog(
            Find(line, TimeNames) is { } time ? TimeOf(time) : null,
            WireJson.AsText(Find(line, LevelNames)),
            WireJson.AsText(line) ?? WireJson.AsText(Find(line, MessageNames)) ?? raw,
            raw)
        {
            Project = deployment.Project,
            Workflow = deployment.Workflow,
        };
    }

    /// <summary>Returns a time from milliseconds since 1970 or ISO 8601; null for anything else.</summary>
    private static DateTimeOffset? TimeOf(JToken time)
    {
        if (JsonText.Number(time) is { } number)
        {
            return Milliseconds(number);
        }

        return DateTimeOffset.TryParse(JsonText.Text(time), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var written)
            ? written.ToLocalTime()
            : null;
    }

    /// <summary>Returns a time from milliseconds since 1970, in local time; null if it is out of range.</summary>
    public static DateTimeOffset? Milliseconds(double number) =>
        number > -6e13 && number < 2.5e14 ? DateTimeOffset.FromUnixTimeMilliseconds((long)number).ToLocalTime() : null;

    private static JToken? Find(JToken line, string[] names) => names.Select(name => WireJson.Field(line, name)).FirstOrDefault(field => field is not null);
}
