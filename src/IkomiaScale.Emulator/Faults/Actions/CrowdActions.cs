namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>Counts the requests of a rule that are under way.</summary>
internal sealed class Crowd
{
    private int _count;

    /// <summary>Serves a request as one of those that are under way.</summary>
    /// <param name="serve">Serves it; gets how many are under way, this one among them.</param>
    public async Task EnterAsync(Func<int, Task> serve)
    {
        var count = Interlocked.Increment(ref _count);
        try
        {
            await serve(count);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }
}

/// <summary>Serves so many requests at once, each in its time, and refuses what comes beyond.</summary>
internal sealed class RefuseBeyondAction(int atOnce, double seconds, IFaultAction refusal) : IFaultAction
{
    private readonly Crowd _crowd = new();

    public Task ApplyAsync(HttpContext context, RequestDelegate serve) => _crowd.EnterAsync(async count =>
    {
        if (count > atOnce)
        {
            await refusal.ApplyAsync(context, serve);
            return;
        }

        await Task.Delay(TimeSpan.FromSeconds(seconds), context.RequestAborted);
        await serve(context);
    });
}

/// <summary>Lets each request wait as many times longer as there are requests beyond so many at once.</summary>
internal sealed class SlowBeyondAction(int atOnce, double seconds) : IFaultAction
{
    private readonly Crowd _crowd = new();

    public Task ApplyAsync(HttpContext context, RequestDelegate serve) => _crowd.EnterAsync(async count =>
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds * Math.Max(0, count - atOnce)), context.RequestAborted);
        await serve(context);
    });
}
