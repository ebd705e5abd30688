namespace IkomiaScale.Emulator.Tests.Support;

/// <summary>Waits for what happens beside the test.</summary>
internal static class Eventually
{
    // For a test that fails.
    private const int Patience = 60_000;

    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        var end = Environment.TickCount64 + Patience;
        while (!await condition())
        {
            Assert.True(Environment.TickCount64 < end, $"This did not come true: {what}");
            await Task.Delay(10);
        }
    }

    /// <summary>Lets the emulator's clock go on until something is done.</summary>
    public static async Task<T> EndsAsync<T>(FakeTimeProvider clock, Task<T> task, string what)
    {
        await HoldsAsync(() => task.IsCompleted || Passes(clock), what);
        return await task;
    }

    /// <summary>Lets a second pass, which is no end yet.</summary>
    public static bool Passes(FakeTimeProvider clock)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return false;
    }

    public static Task HoldsAsync(Func<bool> condition, string what) => HoldsAsync(() => Task.FromResult(condition()), what);
}
