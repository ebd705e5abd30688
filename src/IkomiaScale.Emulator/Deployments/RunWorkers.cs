using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>The workers that execute runs. They start with the runs that an earlier process did not finish.</summary>
internal sealed class RunWorkers(RunQueue queue, RunStore store, RunFiles files, RunExecutor executor, IRunWatcher watcher, TimeProvider clock, ILogger<RunWorkers> log) : BackgroundService
{
    public const int Count = 16;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        files.Sweep((await store.FindAllAsync(cancellationToken)).ToHashSet());
        foreach (var run in await store.FindUnfinishedAsync(cancellationToken))
        {
            queue.Add(run);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));

    private async Task WorkAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var run in queue.TakeAllAsync(stopping))
            {
                await ExecuteAsync(run, stopping);
                queue.Finish(run);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Unfinished runs stay in the database and run again after the next start.
        }
    }

    private async Task ExecuteAsync(ActiveRun active, CancellationToken stopping)
    {
        var uuid = active.Run.Uuid;
        try
        {
            active.Start();
            await watcher.StartedAsync(active.Run, stopping);
            var started = clock.GetTimestamp();
            var failure = await FailureAsync(active.Run, stopping);
            await watcher.EndedAsync(active.Run, clock.GetElapsedTime(started), failure, stopping);
            await store.FinishAsync(uuid, failure is null ? RunState.Success : RunState.Failure, failure, stopping);
            files.DeleteRequest(uuid);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // The database or the disk failed. The worker continues with the next run.
            log.LogError(exception, "The outcome of the run {Uuid} could not be stored", uuid);
        }
    }

    /// <summary>Executes a run. Returns the message of its failure, or null.</summary>
    private async Task<string?> FailureAsync(StoredRun run, CancellationToken stopping)
    {
        try
        {
            await executor.ExecuteAsync(run, stopping);
            return null;
        }
        catch (WorkflowFailedException exception)
        {
            return exception.Message;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            log.LogError(exception, "The run {Uuid} failed unexpectedly", run.Uuid);
            return $"The run failed because of an unexpected error of the emulator: {exception.Message}";
        }
    }
}
