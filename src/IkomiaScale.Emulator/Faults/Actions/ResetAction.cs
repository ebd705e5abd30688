using IkomiaScale.Emulator.Faults.Streams;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>Breaks the connection: before, in the middle of, or after the request body, or in the middle of the answer.</summary>
internal sealed class ResetAction(string when, long? bytes, bool carriedOut) : IFaultAction
{
    public async Task ApplyAsync(HttpContext context, RequestDelegate serve)
    {
        switch (when)
        {
            case "mid-body":
                await Connection.DrainAsync(context, bytes ?? (context.Request.ContentLength ?? 0) / 2);
                break;
            case "after-body" when carriedOut:
                // The request is carried out, but its answer is never sent.
                await Connection.ServeUnheardAsync(context, serve);
                break;
            case "after-body":
                await Connection.DrainAsync(context);
                break;
            case "mid-response":
                await ShapedStream.ServeAsync(context, serve, body => new CutStream(context, body, bytes, looksComplete: false));
                await Connection.AbortAfterAnswerAsync(context);
                return;
        }

        context.Abort();
    }
}
