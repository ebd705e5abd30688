namespace IkomiaScale.Emulator.Tests.Support;

/// <summary>One emulator for all tests of a class, where they do not get in each other's way.</summary>
public sealed class SharedEmulator : IAsyncLifetime
{
    internal TestEmulator Emulator { get; private set; } = null!;

    public async Task InitializeAsync() => Emulator = await TestEmulator.StartAsync();

    public async Task DisposeAsync() => await Emulator.DisposeAsync();
}
