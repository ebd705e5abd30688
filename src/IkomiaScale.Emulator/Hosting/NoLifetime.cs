namespace IkomiaScale.Emulator.Hosting;

/// <summary>
/// The host listens to no signals: they belong to the program. An emulator inside another process, as in a test, must
/// not react to that process's Ctrl+C.
/// </summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
