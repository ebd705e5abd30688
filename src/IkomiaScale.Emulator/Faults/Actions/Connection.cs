namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>What several actions do with a connection.</summary>
internal static class Connection
{
    /// <summary>Time for the client to receive what was sent, because a reset can overtake it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    public static async Task AbortAfterAnswerAsync(HttpContext context)
    {
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Grace, context.RequestAborted);
        context.Abort();
    }

    /// <summary>Reads the request body, or its first bytes, and drops them.</summary>
    public static async Task DrainAsync(HttpContext context, long bytes = long.MaxValue)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while (bytes > 0 && (read = await context.Request.Body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(bytes, buffer.Length)), context.RequestAborted)) > 0)
        {
            bytes -= read;
        }
    }

    /// <summary>Carries out the request and drops its answer.</summary>
    public static Task ServeUnheardAsync(HttpContext context, RequestDelegate serve) => CapturedAnswer.EditAsync(context, serve, _ => []);
}
