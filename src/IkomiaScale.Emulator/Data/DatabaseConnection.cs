using Microsoft.Data.Sqlite;

namespace IkomiaScale.Emulator.Data;

/// <summary>A SQLite connection with its prepared statements. Not thread-safe.</summary>
internal sealed class DatabaseConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    private DatabaseConnection(SqliteConnection connection) => _connection = connection;

    public static DatabaseConnection Open(string file)
    {
        // Without pooling, the files are free as soon as the connections are closed.
        var settings = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 30 };
        var connection = new SqliteConnection(settings.ToString());
        var opened = new DatabaseConnection(connection);
        try
        {
            connection.Open();
            // WAL lets connections read while another one writes. synchronous = OFF doesn't wait for the disk: that is safe if the
            // process is killed, but not if the machine loses power. The files of the contents aren't safe from that either.
            opened.ExecuteScript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 30000; PRAGMA foreign_keys = ON;");
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Runs an action in a transaction. An exception rolls it back.</summary>
    public T InTransaction<T>(Func<T> action)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            var result = action();
            Execute("COMMIT");
            return result;
        }
        catch
        {
            Execute("ROLLBACK");
            throw;
        }
    }

    public int Execute(string sql, params (string Name, object? Value)[] values) => Prepare(sql, values).ExecuteNonQuery();

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params (string Name, object? Value)[] values)
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public void ExecuteScript(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, (string Name, object? Value)[] values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _prepared.Add(sql, command);
        }

        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
