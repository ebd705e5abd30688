using System.Globalization;
using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>Reads lines of logs. PROTOCOL 8 does not say how a line looks: the usual names of its parts are looked for, the whole is kept.</summary>
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

    /// <summary>A time in milliseconds since 1970, or as ISO 8601; null where it is neither.</summary>
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

    /// <summary>A time in milliseconds since 1970, in local time; null where no calendar has it.</summary>
    public static DateTimeOffset? Milliseconds(double number) =>
        number > -6e13 && number < 2.5e14 ? DateTimeOffset.FromUnixTimeMilliseconds((long)number).ToLocalTime() : null;

    private static JToken? Find(JToken line, string[] names) => names.Select(name => WireJson.Field(line, name)).FirstOrDefault(field => field is not null);
}
