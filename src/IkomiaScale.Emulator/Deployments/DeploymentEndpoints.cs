using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Security;
using IkomiaScale.Emulator.Tasks;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>The routes of the deployment.</summary>
internal static class DeploymentEndpoints
{
    public static void AddDeployment(this IServiceCollection services, Workflow? workflow) => services
        .AddSingleton<TemporaryObjects>()
        .AddSingleton<TaskCatalog>()
        .AddSingleton(provider => workflow ?? BuiltInWorkflow.Create(provider.GetRequiredService<TaskCatalog>().All))
        .AddSingleton<RunFiles>()
        .AddSingleton<RunStore>()
        .AddSingleton<RunQueue>()
        .AddSingleton<RunRequestReader>()
        .AddSingleton<RunEstimate>()
        .AddSingleton<RunInputs>()
        .AddSingleton<ResultWriter>()
        .AddSingleton<RunExecutor>()
        .AddSingleton<SubmitRun>()
        .AddSingleton<ReadResults>()
        .AddSingleton<ResultSweeper>()
        .AddHostedService<RunWorkers>();

    public static void MapDeployment(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var bearer = services.GetRequiredService<Bearer>();
        var workflow = services.GetRequiredService<Workflow>();

        RequestDelegate Deployment(RequestDelegate endpoint) => bearer.Require(JsonWebTokens.DeploymentScope, endpoint);

        routes.MapGet("/workflow", Deployment(context => JsonAnswer.WriteRawAsync(context, StatusCodes.Status200OK, workflow.Document)));
        routes.MapPut("/api/run", Deployment(services.GetRequiredService<SubmitRun>().HandleAsync));
        routes.MapGet(ReadResults.Route, Deployment(services.GetRequiredService<ReadResults>().HandleAsync));
    }
}
