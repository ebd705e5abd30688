using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Http;
using Microsoft.Data.Sqlite;

namespace IkomiaScale.Emulator.Administration;

/// <summary>The members of projects.</summary>
internal sealed class Members(Database database, SingleRow rows, ListAnswer lists)
{
    private const string Select = "SELECT m.id, u.id, u.username, m.role FROM members m JOIN users u ON u.id = m.user_id ";

    public async Task ListAsync(HttpContext context)
    {
        var project = Rows.Id(context);
        var found = await database.ReadAsync(
            connection =>
            {
                Rows.Require(connection, "SELECT 1 FROM projects WHERE id = $id", "project", project);
                return connection.Query(
                    Select + "WHERE m.project_id = $id AND ($username IS NULL OR u.username = $username) AND ($role IS NULL OR m.role = $role) ORDER BY u.username",
                    row => Answer(context, row),
                    ("$id", project),
                    ("$username", QueryValues.Text(context.Request, "username")),
                    ("$role", QueryValues.Text(context.Request, "role")));
            },
            context.RequestAborted);
        await lists.WriteAsync(context, found);
    }

    public async Task CreateAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        var (id, project, user, role) = (Guid.NewGuid().ToString(), Rows.Id(context), UserOf(context, body.Text("user")), body.Text("role"));
        var created = await database.WriteAsync(
            connection =>
            {
                Rows.Require(connection, "SELECT 1 FROM projects WHERE id = $id", "project", project);
                Rows.Require(connection, "SELECT 1 FROM users WHERE id = $id", "user", user);
                Rows.Refuse(
                    connection, "SELECT 1 FROM members WHERE project_id = $id AND user_id = $user",
                    "The user is already a member of this project.", ("$id", project), ("$user", user));
                connection.Execute(
                    "INSERT INTO members (id, project_id, user_id, role) VALUES ($member, $id, $user, $role)",
                    ("$member", id), ("$id", project), ("$user", user), ("$role", role));
                return Find(context, connection, id);
            },
            context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, created);
    }

    public Task GetAsync(HttpContext context) => rows.GetAsync(context, connection => Find(context, connection, Member(context)));

    public Task DeleteAsync(HttpContext context) => rows.DeleteAsync(context, "DELETE FROM members WHERE id = $id", "member", Member(context));

    private static string Member(HttpContext context) => (string)context.GetRouteValue("member")!;

    private static string UserOf(HttpContext context, string url)
    {
        var root = $"{BaseAddress.Of(context)}/v1/users/";
        return url.StartsWith(root, StringComparison.Ordinal) ? url[root.Length..].TrimEnd('/') : throw RequestException.BadRequest("user: Invalid hyperlink.");
    }

    private static object Find(HttpContext context, DatabaseConnection connection, string id) =>
        connection.Query(Select + "WHERE m.id = $id", row => Answer(context, row), ("$id", id)).SingleOrDefault()
        ?? throw RequestException.NotFound("There is no such member.");

    private static object Answer(HttpContext context, SqliteDataReader row) => new
    {
        Url = $"{BaseAddress.Of(context)}/v1/projects/{Rows.Id(context)}/members/{row.GetString(0)}/",
        User = $"{BaseAddress.Of(context)}/v1/users/{row.GetString(1)}/",
        Username = row.GetString(2),
        Role = row.GetString(3),
        Source = "PROJECT",
    };
}
