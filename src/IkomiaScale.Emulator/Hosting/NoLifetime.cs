namespace IkomiaScale.Emulator.Hosting;

/// <summary>
/// Makes the host ignore signals, which the program handles. An emulator inside a test process must not react to Ctrl+C of that
/// process.
/// </summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
