namespace IkomiaScale.Emulator.Data;

/// <summary>The tables and their version.</summary>
internal static class Schema
{
    private const long Version = 2;

    /// <summary>
    /// SQLite compares text byte by byte, which is the order of the listing. <c>blob</c> names the content of an object. Copies share
    /// it, so a copy adds only a row.
    /// </summary>
    private const string Tables = """
        CREATE TABLE objects (
            uid TEXT NOT NULL PRIMARY KEY,
            path TEXT NULL,
            blob TEXT NOT NULL,
            is_directory_archive INTEGER NOT NULL,
            content_type TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            size INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NULL
        );
        CREATE UNIQUE INDEX objects_path ON objects (path);
        CREATE INDEX objects_sha256 ON objects (sha256, path, uid);
        CREATE INDEX objects_blob ON objects (blob);
        CREATE INDEX objects_expires_at ON objects (expires_at) WHERE expires_at IS NOT NULL;
        CREATE TABLE runs (
            uuid TEXT NOT NULL PRIMARY KEY,
            state TEXT NOT NULL,
            base_address TEXT NOT NULL,
            expected_milliseconds INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            finished_at INTEGER NULL,
            message TEXT NULL,
            deployment TEXT NOT NULL DEFAULT ''
        );
        CREATE INDEX runs_finished_at ON runs (finished_at);
        PRAGMA user_version = 2;
        """;

    /// <summary>Version 1 had only one deployment and no platform.</summary>
    private const string FromVersion1 = """
        ALTER TABLE runs ADD COLUMN deployment TEXT NOT NULL DEFAULT '';
        PRAGMA user_version = 2;
        """;

    public static void Ensure(DatabaseConnection connection, string file)
    {
        var version = connection.Query("PRAGMA user_version", row => row.GetInt64(0))[0];
        if (version is 0 or 1)
        {
            connection.InTransaction(() =>
            {
                connection.ExecuteScript((version == 0 ? Tables : FromVersion1) + AdministrationTables.Script);
                return Version;
            });
        }
        else if (version != Version)
        {
            throw new EmulatorException(
                $"The database '{file}' has version {version}, but this emulator knows only versions up to {Version}. Update the emulator, or use another folder with --data.");
        }
    }
}
