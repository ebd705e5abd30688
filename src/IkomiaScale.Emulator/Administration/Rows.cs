using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Administration;

/// <summary>Looks for rows, and refuses where they are not as they should be.</summary>
internal static class Rows
{
    /// <summary>The id in the address of the request.</summary>
    public static string Id(HttpContext context) => (string)context.GetRouteValue("id")!;

    /// <summary>Says 404 where a row is not there.</summary>
    public static void Require(DatabaseConnection connection, string sql, string what, string id)
    {
        if (connection.Query(sql, _ => true, ("$id", id)).Count == 0)
        {
            throw RequestException.NotFound($"There is no such {what}.");
        }
    }

    /// <summary>Says 409 where a row is there.</summary>
    public static void Refuse(DatabaseConnection connection, string sql, string why, params (string Name, object? Value)[] values)
    {
        if (connection.Query(sql, _ => true, values).Count > 0)
        {
            throw RequestException.Conflict(why);
        }
    }

    /// <summary>Deletes a row, or says 404 where it is not there.</summary>
    public static void Delete(DatabaseConnection connection, string sql, string what, string id)
    {
        if (connection.Execute(sql, ("$id", id)) == 0)
        {
            throw RequestException.NotFound($"There is no such {what}.");
        }
    }
}
