using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Faults.Actions;

namespace IkomiaScale.Emulator.Faults;

/// <summary>Applies the fault rules to requests before they reach the endpoints.</summary>
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
            // The client has gone during a fault, or the fault has closed the connection.
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
