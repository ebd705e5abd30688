using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Security;

namespace IkomiaScale.Emulator.Diagnostics;

/// <summary><c>/_emulator/requests</c>: the counters. Everybody on this machine may read them; to set them back needs the API token. Neither is counted.</summary>
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
        routes.MapGet($"{Root}/requests", context =>
        {
            var routes = counters.Read();
            return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new { Total = routes.Values.Sum(), Routes = routes });
        });
        routes.MapDelete($"{Root}/requests", routes.ServiceProvider.GetRequiredService<ApiToken>().Before(context =>
        {
            counters.Reset();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }));
    }
}
