using System.Globalization;
using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Faults.Actions;
using IkomiaScale.Emulator.Http;
using Microsoft.Data.Sqlite;

namespace IkomiaScale.Emulator.Administration;

/// <summary>
/// The deployments of workflows. A deployment becomes ready after a delay, and then serves runs at its own endpoint. A change of size or tag takes
/// as long; meanwhile the deployment continues to serve runs.
/// </summary>
internal sealed class CreatedDeployments(Database database, DeploymentRegistry registry, SingleRow rows, ListAnswer lists, EmulatorOptions options)
{
    private const string Select = "SELECT id, provider, region, flavour, size, tag, up_at, ready_at, fails FROM deployments ";

    private long Now => options.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private long Ready => Now + (long)options.DeploymentDelay.TotalMilliseconds;

    public async Task ListAsync(HttpContext context)
    {
        var workflow = Rows.Id(context);
        var found = await database.ReadAsync(
            connection =>
            {
                Rows.Require(connection, "SELECT 1 FROM workflows WHERE id = $id", "workflow", workflow);
                return connection.Query(
                    Select + """
                        WHERE workflow_id = $id AND ($provider IS NULL OR provider = $provider)
                          AND ($region IS NULL OR region = $region) AND ($flavour IS NULL OR flavour = $flavour)
                        ORDER BY created_at, id
                        """,
                    row => Answer(context, row),
                    ("$id", workflow),
                    ("$provider", QueryValues.Text(context.Request, "provider")),
                    ("$region", QueryValues.Text(context.Request, "region")),
                    ("$flavour", QueryValues.Text(context.Request, "flavour")));
            },
            context.RequestAborted);
        await lists.WriteAsync(context, found);
    }

    public async Task CreateAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        (string, object?)[] values =
        [
            ("$id", Guid.NewGuid().ToString()),
            ("$workflow", Rows.Id(context)),
            ("$provider", body.Text("provider")),
            ("$region", body.Text("region")),
            ("$flavour", body.Text("flavour")),
            ("$size", body.Text("size")),
            ("$now", Now),
            ("$ready", Ready),
            ("$fails", FailDeploymentAction.IsFor(context) ? 1 : 0),
        ];
        var created = await database.WriteAsync(
            connection =>
            {
                Rows.Require(connection, "SELECT 1 FROM workflows WHERE id = $id", "workflow", Rows.Id(context));
                connection.Execute(
                    """
                    INSERT INTO deployments (id, workflow_id, provider, region, flavour, size, tag, document, created_at, up_at, ready_at, fails)
                    SELECT $id, id, $provider, $region, $flavour, $size, tag, document, $now, $ready, $ready, $fails FROM workflows WHERE id = $workflow
                    """,
                    values);
                registry.Load(connection);
                return Find(context, connection, (string)values[0].Item2!);
            },
            context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, created);
    }

    public Task GetAsync(HttpContext context) => rows.GetAsync(context, connection => Find(context, connection, Rows.Id(context)));

    public async Task UpdateAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        var (id, size, tag) = (Rows.Id(context), body.Text("size"), body.Optional("tag"));
        var fails = FailDeploymentAction.IsFor(context) ? 1 : 0;
        var updated = await database.WriteAsync(
            connection =>
            {
                Rows.Require(connection, "SELECT 1 FROM deployments WHERE id = $id", "deployment", id);
                connection.Execute("UPDATE deployments SET size = $size, ready_at = $ready, fails = $fails WHERE id = $id", ("$id", id), ("$size", size), ("$ready", Ready), ("$fails", fails));
                if (tag is not null && connection.Query("SELECT tag FROM deployments WHERE id = $id", row => Text(row, 0), ("$id", id)).Single() != tag)
                {
                    TakeOver(connection, id, tag);
                }

                registry.Load(connection);
                return Find(context, connection, id);
            },
            context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, updated);
    }

    public Task DeleteAsync(HttpContext context) => rows.DeleteAsync(context, "DELETE FROM deployments WHERE id = $id", "deployment", Rows.Id(context));

    // Only the last document of a workflow is kept, so no other tag is available.
    private static void TakeOver(DatabaseConnection connection, string id, string tag)
    {
        var changed = connection.Execute(
            """
            UPDATE deployments SET (tag, document) = (SELECT w.tag, w.document FROM workflows w WHERE w.id = deployments.workflow_id)
            WHERE id = $id AND (SELECT CAST(w.tag AS TEXT) FROM workflows w WHERE w.id = deployments.workflow_id) = $tag
            """,
            ("$id", id), ("$tag", tag));
        if (changed == 0)
        {
            throw RequestException.BadRequest($"tag: The workflow has no tag '{tag}'. Only its current tag is available.");
        }
    }

    private object Find(HttpContext context, DatabaseConnection connection, string id) =>
        connection.Query(Select + "WHERE id = $id", row => Answer(context, row), ("$id", id)).SingleOrDefault()
        ?? throw RequestException.NotFound("There is no such deployment.");

    private object Answer(HttpContext context, SqliteDataReader row)
    {
        var (id, now) = (row.GetString(0), Now);
        var (upAt, readyAt, fails) = (row.GetInt64(6), row.GetInt64(7), row.GetInt64(8) == 1);
        var isUp = upAt <= now && !(fails && upAt == readyAt);
        var status = readyAt > now ? (isUp ? "UPDATING" : "CREATING") : fails ? "ERROR" : "RUNNING";
        return new
        {
            Url = $"{BaseAddress.Of(context)}/v1/deployments/{id}/",
            Provider = row.GetString(1),
            Region = row.GetString(2),
            Flavour = row.GetString(3),
            Size = row.GetString(4),
            Tag = Text(row, 5),
            Status = status,
            Endpoint = isUp ? DeploymentPath.Endpoint(BaseAddress.Of(context), id) : null,
        };
    }

    private static string Text(SqliteDataReader row, int column) => row.GetInt64(column).ToString(CultureInfo.InvariantCulture);
}
