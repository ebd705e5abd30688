using IkomiaScale.Emulator.Faults.Streams;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>Waits, and then continues: before the request is served, in the middle of its body, or in the middle of the answer.</summary>
internal sealed class StallAction(string when, double seconds, long? bytes) : IFaultAction
{
    public async Task ApplyAsync(HttpContext context, RequestDelegate serve)
    {
        switch (when)
        {
            case "headers":
                await PauseBeforeAsync(context);
                await serve(context);
                break;
            case "mid-body":
                context.Request.Body = new PausingBody(context.Request.Body, bytes ?? (context.Request.ContentLength ?? 0) / 2, PauseAsync);
                await serve(context);
                break;
            case "mid-response":
                await ShapedStream.ServeAsync(context, serve, body => new PauseStream(context, body, bytes, PauseAsync));
                break;
        }
    }

    // A pause without an end must not keep the emulator from ending.
    private async Task PauseBeforeAsync(HttpContext context)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await PauseAsync(ends.Token);
    }

    private Task PauseAsync(CancellationToken cancellation) =>
        Task.Delay(seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds), cancellation);
}
