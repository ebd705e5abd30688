using System.Globalization;
using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Deployments;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Administration;

/// <summary>Writes the logs and the usage of created deployments. Ignores runs of deleted deployments.</summary>
internal sealed class RunRecorder(Database database, TimeProvider clock) : IRunWatcher
{
    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task StartedAsync(StoredRun run, CancellationToken cancellation) => DeploymentPath.IdOf(run.Deployment) is null
        ? Task.CompletedTask
        : database.WriteAsync(connection => Log(connection, run, "INFO", $"Run {run.Uuid} started"), cancellation);

    public Task EndedAsync(StoredRun run, TimeSpan duration, string? failure, CancellationToken cancellation) => DeploymentPath.IdOf(run.Deployment) is null
        ? Task.CompletedTask
        : database.WriteAsync(
            connection =>
            {
                var milliseconds = (long)Math.Ceiling(duration.TotalMilliseconds);
                connection.Execute(
                    "INSERT INTO deployment_runs (deployment_id, at, milliseconds) SELECT id, $now, $took FROM deployments WHERE id = $id",
                    ("$id", DeploymentPath.IdOf(run.Deployment)), ("$now", Now), ("$took", milliseconds));
                return failure is null
                    ? Log(connection, run, "INFO", string.Create(CultureInfo.InvariantCulture, $"Run {run.Uuid} ended after {milliseconds} ms"))
                    : Log(connection, run, "ERROR", $"Run {run.Uuid} failed: {failure}");
            },
            cancellation);

    private int Log(DatabaseConnection connection, StoredRun run, string level, string message) => connection.Execute(
        "INSERT INTO deployment_logs (deployment_id, at, level, message) SELECT id, $now, $level, $message FROM deployments WHERE id = $id",
        ("$id", DeploymentPath.IdOf(run.Deployment)), ("$now", Now), ("$level", level), ("$message", message));
}
