using System.Globalization;
using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Administration;

/// <summary>The logs of deployments, and their usage in seconds by the hour.</summary>
internal sealed class DeploymentRecords(Database database, EmulatorOptions options)
{
    private const long Hour = 3_600_000;
    private const int MaxLimit = 10_000;

    /// <summary>The flavour that is billed by the second of execution. All others are billed by the second of existence.</summary>
    private const string Serverless = "SERVERLESS";

    private long Now => options.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task LogsAsync(HttpContext context)
    {
        var (id, limit) = (Rows.Id(context), (int)Math.Clamp(Number(context, "limit") ?? 100, 1, MaxLimit));
        var end = Number(context, "end") ?? Now;
        var logs = await database.ReadAsync(
            connection =>
            {
                Rows.Require(connection, "SELECT 1 FROM deployments WHERE id = $id", "deployment", id);
                return connection.Query(
                    """
                    SELECT at, level, message FROM deployment_logs
                    WHERE deployment_id = $id AND at >= $start AND at <= $end AND ($level IS NULL OR level = $level)
                    ORDER BY at, number LIMIT $limit
                    """,
                    row => new { Timestamp = row.GetInt64(0), Level = row.GetString(1), Message = row.GetString(2) },
                    ("$id", id),
                    ("$start", Number(context, "start") ?? 0),
                    ("$end", end),
                    ("$level", QueryValues.Text(context.Request, "level")),
                    ("$limit", limit));
            },
            context.RequestAborted);

        // A full page ends with its last line, so that the client continues after it.
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new { Logs = logs, End = logs.Count < limit ? end : logs[^1].Timestamp });
    }

    public async Task UsageAsync(HttpContext context)
    {
        var (id, now) = (Rows.Id(context), Now);
        var (from, to) = (Number(context, "from") ?? 0, Math.Min(Number(context, "to") ?? now, now));
        var usage = await database.ReadAsync(
            connection =>
            {
                var deployment = connection.Query(
                    "SELECT flavour, size, created_at FROM deployments WHERE id = $id",
                    row => (Flavour: row.GetString(0), Size: row.GetString(1), CreatedAt: row.GetInt64(2)),
                    ("$id", id));
                if (deployment.Count == 0)
                {
                    throw RequestException.NotFound("There is no such deployment.");
                }

                var (flavour, size, createdAt) = deployment[0];
                var seconds = flavour == Serverless ? OfRuns(connection, id, from, to) : OfExistence(Math.Max(from, createdAt), to);
                return (object[])
                [
                    new
                    {
                        Product = new { Name = $"{flavour}_{size}", Unit = "second" },
                        Hits = new { Total = seconds.Values.Sum(), Data = seconds },
                    },
                ];
            },
            context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, usage);
    }

    // Billed per started second.
    private static SortedDictionary<string, long> OfRuns(DatabaseConnection connection, string id, long from, long to)
    {
        var seconds = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (at, milliseconds) in connection.Query(
            "SELECT at, milliseconds FROM deployment_runs WHERE deployment_id = $id AND at >= $from AND at <= $to",
            row => (row.GetInt64(0), row.GetInt64(1)),
            ("$id", id), ("$from", from), ("$to", to)))
        {
            var hour = Key(at / Hour * Hour);
            seconds[hour] = seconds.GetValueOrDefault(hour) + Math.Max(1, (milliseconds + 999) / 1000);
        }

        return seconds;
    }

    private static SortedDictionary<string, long> OfExistence(long from, long to)
    {
        var seconds = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var hour = from / Hour * Hour; hour < to; hour += Hour)
        {
            seconds[Key(hour)] = (Math.Min(hour + Hour, to) - Math.Max(hour, from) + 999) / 1000;
        }

        return seconds;
    }

    private static string Key(long milliseconds) => milliseconds.ToString(CultureInfo.InvariantCulture);

    private static long? Number(HttpContext context, string name) => QueryValues.Text(context.Request, name) switch
    {
        null => null,
        { } text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw RequestException.BadRequest($"{name}: A valid integer is required."),
    };
}
