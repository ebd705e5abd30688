using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Http;
using Microsoft.Data.Sqlite;

namespace IkomiaScale.Emulator.Administration;

/// <summary>The namespaces and projects.</summary>
internal sealed class Projects(Database database, SingleRow rows, ListAnswer lists)
{
    private const string Select =
        "SELECT p.id, p.name, p.description, p.visibility, n.path FROM projects p JOIN namespaces n ON n.id = p.namespace_id ";

    public async Task ListNamespacesAsync(HttpContext context)
    {
        var name = QueryValues.Text(context.Request, "name");
        var found = await database.ReadAsync(
            connection => connection.Query(
                "SELECT id, name, path FROM namespaces WHERE $name IS NULL OR name = $name ORDER BY path",
                row => (object)new
                {
                    Url = $"{BaseAddress.Of(context)}/v1/namespaces/{row.GetString(0)}/", Name = row.GetString(1), Path = row.GetString(2),
                },
                ("$name", name)),
            context.RequestAborted);
        await lists.WriteAsync(context, found);
    }

    public async Task ListAsync(HttpContext context)
    {
        var found = await database.ReadAsync(
            connection => connection.Query(
                Select + """
                    WHERE ($id IS NULL OR n.id = $id) AND ($name IS NULL OR p.name = $name)
                      AND ($namespace IS NULL OR n.name = $namespace OR n.path = $namespace)
                    ORDER BY n.path, p.name
                    """,
                row => Answer(context, row),
                ("$id", context.GetRouteValue("id")),
                ("$name", QueryValues.Text(context.Request, "name")),
                ("$namespace", QueryValues.Text(context.Request, "namespace"))),
            context.RequestAborted);
        await lists.WriteAsync(context, found);
    }

    public async Task CreateAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        var (id, name) = (Guid.NewGuid().ToString(), body.Text("name"));
        var (description, visibility) = (body.Optional("description") ?? "", body.Optional("visibility") ?? "PRIVATE");
        var place = (string)context.GetRouteValue("id")!;
        var created = await database.WriteAsync(
            connection =>
            {
                Rows.Require(connection, "SELECT 1 FROM namespaces WHERE id = $id", "namespace", place);
                Rows.Refuse(
                    connection, "SELECT 1 FROM projects WHERE namespace_id = $id AND name = $name",
                    $"A project '{name}' already exists in this namespace.", ("$id", place), ("$name", name));
                connection.Execute(
                    "INSERT INTO projects (id, namespace_id, name, description, visibility) VALUES ($id, $place, $name, $description, $visibility)",
                    ("$id", id), ("$place", place), ("$name", name), ("$description", description), ("$visibility", visibility));
                connection.Execute(
                    "INSERT INTO members (id, project_id, user_id, role) VALUES ($member, $id, '1', 'OWNER')",
                    ("$member", Guid.NewGuid().ToString()), ("$id", id));
                return Find(context, connection, id);
            },
            context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, created);
    }

    public Task GetAsync(HttpContext context) => rows.GetAsync(context, connection => Find(context, connection, Rows.Id(context)));

    public Task DeleteAsync(HttpContext context) => rows.DeleteAsync(context, "DELETE FROM projects WHERE id = $id", "project", Rows.Id(context));

    private static object Find(HttpContext context, DatabaseConnection connection, string id) =>
        connection.Query(Select + "WHERE p.id = $id", row => Answer(context, row), ("$id", id)).SingleOrDefault()
        ?? throw RequestException.NotFound("There is no such project.");

    private static object Answer(HttpContext context, SqliteDataReader row)
    {
        var url = $"{BaseAddress.Of(context)}/v1/projects/{row.GetString(0)}/";
        return new
        {
            Url = url,
            Name = row.GetString(1),
            Path = $"{row.GetString(4)}/{row.GetString(1)}",
            Description = row.GetString(2),
            Visibility = row.GetString(3),
            Members = $"{url}members/",
            Workflows = $"{url}workflows/",
        };
    }
}
