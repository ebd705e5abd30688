using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Administration;

/// <summary>Answers requests that read or delete one row by its URL.</summary>
internal sealed class SingleRow(Database database, DeploymentRegistry registry)
{
    public async Task GetAsync(HttpContext context, Func<DatabaseConnection, object> find) =>
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, await database.ReadAsync(find, context.RequestAborted));

    /// <summary>Deletes the row and everything that belongs to it, such as the deployments of a project.</summary>
    public async Task DeleteAsync(HttpContext context, string sql, string name, string id)
    {
        await database.WriteAsync(
            connection =>
            {
                Rows.Delete(connection, sql, name, id);
                registry.Load(connection);
                return true;
            },
            context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
