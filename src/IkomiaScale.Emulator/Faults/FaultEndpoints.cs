using IkomiaScale.Emulator.Faults.Actions;
using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Security;

namespace IkomiaScale.Emulator.Faults;

/// <summary>
/// <c>/_emulator/faults</c>: <c>PUT</c> with the JSON of a faults file replaces the rules, <c>DELETE</c> removes them. Both make revoked
/// tokens valid again and need the API token.
/// </summary>
internal static class FaultEndpoints
{
    private const string Root = "/_emulator";
    private const string Route = $"{Root}/faults";
    private const int MaxBytes = 32 * 1024 * 1024;

    public static bool IsOwn(HttpContext context) => context.Request.Path.StartsWithSegments(Root);

    public static void AddFaults(this IServiceCollection services, IReadOnlyList<Fault> faults) =>
        services.AddSingleton(new FaultPlan(faults)).AddSingleton<RevokedTokens>();

    public static void UseFaults(this IApplicationBuilder app) => app.UseMiddleware<FaultMiddleware>();

    public static void MapFaults(this IEndpointRouteBuilder routes)
    {
        var plan = routes.ServiceProvider.GetRequiredService<FaultPlan>();
        var revoked = routes.ServiceProvider.GetRequiredService<RevokedTokens>();
        var token = routes.ServiceProvider.GetRequiredService<ApiToken>();
        routes.MapPut(Route, token.Before(async context =>
        {
            plan.Replace(FaultFileOf(await ReadAsync(context)));
            revoked.Clear();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }));
        routes.MapDelete(Route, token.Before(context =>
        {
            plan.Replace([]);
            revoked.Clear();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }));
    }

    private static IReadOnlyList<Fault> FaultFileOf(byte[] json)
    {
        try
        {
            return FaultFile.Parse(json);
        }
        catch (FormatException exception)
        {
            throw RequestException.Unprocessable($"The fault rules are not valid: {exception.Message}");
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or > MaxBytes)
        {
            throw RequestException.TooLarge($"The fault rules are too large, or have no Content-Length. They can have at most {MaxBytes} bytes.");
        }

        var body = new byte[context.Request.ContentLength.Value];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        return body;
    }
}
