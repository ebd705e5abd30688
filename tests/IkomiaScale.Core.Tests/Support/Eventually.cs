namespace IkomiaScale.Tests.Support;

/// <summary>Waits for what happens beside the test.</summary>
internal static class Eventually
{
    private const int Patience = 120_000;

    public static async Task HoldsAsync(Func<bool> condition, string what)
    {
        var end = Environment.TickCount64 + Patience;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < end, $"This did not come true: {what}");
            await Task.Delay(5);
        }
    }
}
