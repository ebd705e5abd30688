using IkomiaScale.Emulator.Data;
using Microsoft.Data.Sqlite;

namespace IkomiaScale.Emulator.Storage;

/// <summary>The SQL statements for the table of objects.</summary>
internal static class ObjectRows
{
    private const string Columns = "uid, path, blob, is_directory_archive, content_type, sha256, size, created_at, expires_at";

    public static StoredObject? ByUid(DatabaseConnection connection, string uid) =>
        connection.Query($"SELECT {Columns} FROM objects WHERE uid = $uid", Map, ("$uid", uid)).SingleOrDefault();

    public static StoredObject? ByPath(DatabaseConnection connection, string path) =>
        connection.Query($"SELECT {Columns} FROM objects WHERE path = $path", Map, ("$path", path)).SingleOrDefault();

    public static List<StoredObject> FromPath(DatabaseConnection connection, string start, string prefix, int limit) =>
        connection.Query(
            $"SELECT {Columns} FROM objects WHERE path >= $start AND path < $end ORDER BY path LIMIT $limit",
            Map,
            ("$start", start),
            ("$end", PrefixRange.End(prefix)),
            ("$limit", limit));

    /// <summary>Returns the path at a position of a listing. Reads only the index.</summary>
    public static string? PathAt(DatabaseConnection connection, string prefix, long place) =>
        connection.Query(
            "SELECT path FROM objects WHERE path >= $start AND path < $end ORDER BY path LIMIT 1 OFFSET $place",
            row => row.GetString(0),
            ("$start", prefix),
            ("$end", PrefixRange.End(prefix)),
            ("$place", place)).SingleOrDefault();

    public static List<StoredObject> BySha256(DatabaseConnection connection, string sha256, string prefix, long offset, int limit) =>
        connection.Query(
            $"""
            SELECT {Columns} FROM objects
            WHERE sha256 = $sha256 AND ($start = '' OR (path >= $start AND path < $end))
            ORDER BY path, uid LIMIT $limit OFFSET $offset
            """,
            Map,
            ("$sha256", sha256),
            ("$start", prefix),
            ("$end", PrefixRange.End(prefix)),
            ("$limit", limit),
            ("$offset", offset));

    public static void Insert(DatabaseConnection connection, StoredObject stored) => connection.Execute(
        $"""
        INSERT INTO objects ({Columns})
        VALUES ($uid, $path, $blob, $archive, $type, $sha256, $size, $created, $expires)
        """,
        Values(stored));

    public static void Update(DatabaseConnection connection, StoredObject stored) => connection.Execute(
        """
        UPDATE objects SET path = $path, blob = $blob, is_directory_archive = $archive, content_type = $type,
            sha256 = $sha256, size = $size, created_at = $created, expires_at = $expires
        WHERE uid = $uid
        """,
        Values(stored));

    public static List<string> DeletePath(DatabaseConnection connection, string path) =>
        connection.Query("DELETE FROM objects WHERE path = $path RETURNING blob", Blob, ("$path", path));

    public static List<string> DeletePrefix(DatabaseConnection connection, string prefix) =>
        connection.Query(
            "DELETE FROM objects WHERE path >= $start AND path < $end RETURNING blob",
            Blob,
            ("$start", prefix),
            ("$end", PrefixRange.End(prefix)));

    public static List<string> DeleteExpired(DatabaseConnection connection, DateTimeOffset now) =>
        connection.Query(
            "DELETE FROM objects WHERE expires_at <= $now RETURNING blob",
            Blob,
            ("$now", now.ToUnixTimeMilliseconds()));

    public static bool IsBlobUsed(DatabaseConnection connection, string blob) =>
        connection.Query("SELECT 1 FROM objects WHERE blob = $blob LIMIT 1", row => row.GetInt64(0), ("$blob", blob)).Count > 0;

    private static string Blob(SqliteDataReader row) => row.GetString(0);

    private static StoredObject Map(SqliteDataReader row) => new(
        row.GetString(0),
        row.IsDBNull(1) ? null : row.GetString(1),
        new StoredContent(row.GetString(2), row.GetBoolean(3), row.GetString(4), row.GetString(5), row.GetInt64(6)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)),
        row.IsDBNull(8) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)));

    private static (string Name, object? Value)[] Values(StoredObject stored) =>
    [
        ("$uid", stored.Uid),
        ("$path", stored.Path),
        ("$blob", stored.Content.Blob),
        ("$archive", stored.Content.IsDirectoryArchive),
        ("$type", stored.Content.ContentType),
        ("$sha256", stored.Content.Sha256),
        ("$size", stored.Content.Size),
        ("$created", stored.CreatedAt.ToUnixTimeMilliseconds()),
        ("$expires", stored.ExpiresAt?.ToUnixTimeMilliseconds()),
    ];
}
