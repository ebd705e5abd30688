using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Security;

namespace IkomiaScale.Emulator.Diagnostics;

/// <summary>
/// <c>/_emulator/requests</c> and <c>/_emulator/violations</c>. To read them needs no token; to reset them needs the API token. Control
/// requests are not counted.
/// </summary>
internal static class DiagnosticsEndpoints
{
    private const string Root = "/_emulator";

    public static void UseRequestCounters(this WebApplication app)
    {
        var counters = app.Services.GetRequiredService<RequestCounters>();
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments(Root))
            {
                counters.Count(context);
            }

            return next(context);
        });
    }

    public static void MapDiagnostics(this IEndpointRouteBuilder routes)
    {
        var counters = routes.ServiceProvider.GetRequiredService<RequestCounters>();
        var referee = routes.ServiceProvider.GetRequiredService<Referee>();
        var token = routes.ServiceProvider.GetRequiredService<ApiToken>();
        routes.MapGet($"{Root}/violations", context =>
        {
            var (total, violations) = referee.Read();
            return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new { Total = total, Violations = violations });
        });
        routes.MapDelete($"{Root}/violations", token.Before(context =>
        {
            referee.Reset();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }));
        routes.MapGet($"{Root}/requests", context =>
        {
            var routes = counters.Read();
            return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new { Total = routes.Values.Sum(), Routes = routes });
        });
        routes.MapDelete($"{Root}/requests", token.Before(context =>
        {
            counters.Reset();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }));
    }
}
