namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>Counts the running requests of a rule.</summary>
internal sealed class Crowd
{
    private int _count;

    /// <summary>Serves a request and counts it meanwhile.</summary>
    /// <param name="serve">Serves it. The argument is the number of running requests, this one included.</param>
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

/// <summary>Serves a number of requests at the same time, each after a wait, and refuses more.</summary>
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

/// <summary>Makes a request wait once for each running request beyond a number.</summary>
internal sealed class SlowBeyondAction(int atOnce, double seconds) : IFaultAction
{
    private readonly Crowd _crowd = new();

    public Task ApplyAsync(HttpContext context, RequestDelegate serve) => _crowd.EnterAsync(async count =>
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds * Math.Max(0, count - atOnce)), context.RequestAborted);
        await serve(context);
    });
}
