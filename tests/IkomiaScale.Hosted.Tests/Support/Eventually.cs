namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>Waits for what happens beside the test. The limit is for a test that fails.</summary>
internal static class Eventually
{
    private const int Patience = 120_000;

    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        var end = Environment.TickCount64 + Patience;
        while (!await condition())
        {
            Assert.True(Environment.TickCount64 < end, $"This did not come true: {what}");
            await Task.Delay(5);
        }
    }

    public static Task HoldsAsync(Func<bool> condition, string what) => HoldsAsync(() => Task.FromResult(condition()), what);
}
