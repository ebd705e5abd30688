using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Http;
using Microsoft.Data.Sqlite;

namespace IkomiaScale.Emulator.Administration;

/// <summary>The workflows of projects. A workflow that is published again under its name gets the next tag; its deployments keep their tags until they are changed.</summary>
internal sealed class PublishedWorkflows(Database database, SingleRow rows, ArchiveReader archives, ListAnswer lists)
{
    private const string Select = "SELECT id, name, description, tag, document FROM workflows ";

    public async Task ListAsync(HttpContext context)
    {
        var project = Rows.Id(context);
        var found = await database.ReadAsync(
            connection =>
            {
                Rows.Require(connection, "SELECT 1 FROM projects WHERE id = $id", "project", project);
                return connection.Query(
                    Select + "WHERE project_id = $id AND ($name IS NULL OR name = $name) ORDER BY name",
                    row => Answer(context, row),
                    ("$id", project),
                    ("$name", QueryValues.Text(context.Request, "name")));
            },
            context.RequestAborted);
        await lists.WriteAsync(context, found);
    }

    public async Task CreateAsync(HttpContext context)
    {
        var project = Rows.Id(context);
        await database.ReadAsync(
            connection =>
            {
                Rows.Require(connection, "SELECT 1 FROM projects WHERE id = $id", "project", project);
                return true;
            },
            context.RequestAborted);
        var sent = await archives.ReceiveAsync(context);
        var saved = await database.WriteAsync(connection => Save(context, connection, project, sent), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, saved);
    }

    public Task GetAsync(HttpContext context) => rows.GetAsync(context, connection => Find(context, connection, Rows.Id(context)));

    public Task DeleteAsync(HttpContext context) => rows.DeleteAsync(context, "DELETE FROM workflows WHERE id = $id", "workflow", Rows.Id(context));

    private static object Save(HttpContext context, DatabaseConnection connection, string project, SentWorkflow sent)
    {
        var id = connection.Query(
            """
            INSERT INTO workflows (id, project_id, name, description, tag, document) VALUES ($id, $project, $name, $description, 1, $document)
            ON CONFLICT (project_id, name) DO UPDATE SET description = $description, tag = tag + 1, document = $document
            RETURNING id
            """,
            row => row.GetString(0),
            ("$id", Guid.NewGuid().ToString()),
            ("$project", project),
            ("$name", sent.Name),
            ("$description", sent.Description),
            ("$document", sent.Document)).Single();
        return Find(context, connection, id);
    }

    private static object Find(HttpContext context, DatabaseConnection connection, string id) =>
        connection.Query(Select + "WHERE id = $id", row => Answer(context, row), ("$id", id)).SingleOrDefault()
        ?? throw RequestException.NotFound("There is no such workflow.");

    private static object Answer(HttpContext context, SqliteDataReader row)
    {
        var url = $"{BaseAddress.Of(context)}/v1/workflows/{row.GetString(0)}/";
        return new
        {
            Url = url,
            Name = row.GetString(1),
            Description = row.GetString(2),
            Tag = row.GetInt64(3).ToString(System.Globalization.CultureInfo.InvariantCulture),
            Data = JsonNode.Parse((byte[])row.GetValue(4)),
            Deployments = $"{url}deployments/",
        };
    }
}
