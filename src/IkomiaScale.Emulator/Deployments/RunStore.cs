using IkomiaScale.Emulator.Data;
using Microsoft.Data.Sqlite;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>The runs in the database. They survive a restart.</summary>
internal sealed class RunStore(Database database, EmulatorOptions options)
{
    private const string Columns = "uuid, state, base_address, expected_milliseconds, created_at, message, deployment";

    private long Now => options.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<StoredRun?> FindAsync(Guid uuid, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query($"SELECT {Columns} FROM runs WHERE uuid = $uuid", Map, ("$uuid", uuid.ToString())),
            cancellation);
        return rows.SingleOrDefault();
    }

    /// <summary>Returns the runs that an earlier process did not finish, in their order.</summary>
    public Task<List<StoredRun>> FindUnfinishedAsync(CancellationToken cancellation) => database.ReadAsync(
        connection => connection.Query($"SELECT {Columns} FROM runs WHERE finished_at IS NULL ORDER BY created_at, rowid", Map),
        cancellation);

    public Task<List<Guid>> FindAllAsync(CancellationToken cancellation) => database.ReadAsync(
        connection => connection.Query("SELECT uuid FROM runs", row => Guid.Parse(row.GetString(0))),
        cancellation);

    public Task InsertAsync(StoredRun run, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            "INSERT INTO runs (uuid, state, base_address, expected_milliseconds, created_at, deployment) VALUES ($uuid, $state, $base, $expected, $created, $deployment)",
            ("$uuid", run.Uuid.ToString()),
            ("$state", run.State),
            ("$base", run.BaseAddress),
            ("$expected", (long)run.Expected.TotalMilliseconds),
            ("$created", run.CreatedAt.ToUnixTimeMilliseconds()),
            ("$deployment", run.Deployment)),
        cancellation);

    public Task FinishAsync(Guid uuid, string state, string? message, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            "UPDATE runs SET state = $state, message = $message, finished_at = $now WHERE uuid = $uuid",
            ("$state", state),
            ("$message", message),
            ("$now", Now),
            ("$uuid", uuid.ToString())),
        cancellation);

    public Task DeleteAsync(Guid uuid, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM runs WHERE uuid = $uuid", ("$uuid", uuid.ToString())),
        cancellation);

    /// <summary>Deletes finished runs whose results expired unread.</summary>
    public Task<List<Guid>> DeleteExpiredAsync(CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Query(
            "DELETE FROM runs WHERE finished_at <= $limit RETURNING uuid",
            row => Guid.Parse(row.GetString(0)),
            ("$limit", Now - (long)options.TemporaryLifetime.TotalMilliseconds)),
        cancellation);

    private static StoredRun Map(SqliteDataReader row) => new(
        Guid.Parse(row.GetString(0)),
        row.GetString(1),
        row.GetString(2),
        TimeSpan.FromMilliseconds(row.GetInt64(3)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        row.IsDBNull(5) ? null : row.GetString(5),
        row.GetString(6));
}
