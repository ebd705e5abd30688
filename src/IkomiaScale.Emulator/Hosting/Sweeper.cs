using IkomiaScale.Emulator.Deployments;
using IkomiaScale.Emulator.Storage;

namespace IkomiaScale.Emulator.Hosting;

/// <summary>Deletes expired temporary objects and unread results.</summary>
internal sealed class Sweeper(ObjectStore objects, ResultSweeper results, EmulatorOptions options, ILogger<Sweeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Math.Clamp(options.TemporaryLifetime.TotalMilliseconds / 4, 100, 30_000);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(pause), options.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SweepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The emulator ends.
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        try
        {
            await objects.DeleteExpiredAsync(stopping);
            await results.SweepAsync(stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The next round tries again.
            log.LogWarning(exception, "Expired objects could not be deleted");
        }
    }
}
