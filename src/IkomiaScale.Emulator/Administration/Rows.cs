using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Administration;

/// <summary>Checks and deletes rows, and refuses the request if that fails.</summary>
internal static class Rows
{
    /// <summary>The id in the URL of the request.</summary>
    public static string Id(HttpContext context) => (string)context.GetRouteValue("id")!;

    /// <summary>Refuses with HTTP 404 if a row does not exist.</summary>
    public static void Require(DatabaseConnection connection, string sql, string what, string id)
    {
        if (connection.Query(sql, _ => true, ("$id", id)).Count == 0)
        {
            throw RequestException.NotFound($"There is no such {what}.");
        }
    }

    /// <summary>Refuses with HTTP 409 if a row exists.</summary>
    public static void Refuse(DatabaseConnection connection, string sql, string why, params (string Name, object? Value)[] values)
    {
        if (connection.Query(sql, _ => true, values).Count > 0)
        {
            throw RequestException.Conflict(why);
        }
    }

    /// <summary>Deletes a row. Refuses with HTTP 404 if it does not exist.</summary>
    public static void Delete(DatabaseConnection connection, string sql, string what, string id)
    {
        if (connection.Execute(sql, ("$id", id)) == 0)
        {
            throw RequestException.NotFound($"There is no such {what}.");
        }
    }
}
