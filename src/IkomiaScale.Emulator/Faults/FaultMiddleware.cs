using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Faults.Actions;

namespace IkomiaScale.Emulator.Faults;

/// <summary>Stands in front of the whole service and does to requests what the rules say. The service knows nothing of it.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultPlan plan, RevokedTokens revoked, RequestCounters counters)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (FaultEndpoints.IsOwn(context) || (plan.IsEmpty && !revoked.IsActive))
        {
            await next(context);
            return;
        }

        try
        {
            var kind = await KindAsync(context);
            var action = plan.Find(context, kind);
            await (action is null ? ServeAsync(context) : action.ApplyAsync(context, ServeAsync));
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client went away while a fault kept it waiting, or the fault has aborted the connection.
            context.Abort();
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (await revoked.RefuseAsync(context))
        {
            return;
        }

        await revoked.WatchAsync(context, next);
    }

    private async Task<string> KindAsync(HttpContext context)
    {
        var kind = RouteKind.Of(context);
        if (kind is "create" or "overwrite" && plan.TellsCopies && await CopyDetection.IsCopyAsync(context.Request, context.RequestAborted))
        {
            counters.CountAsCopy(context);
            return RouteKind.Copy;
        }

        return kind;
    }
}
