using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Recordings;
using IkomiaScale.Emulator.Security;
using IkomiaScale.Emulator.Tasks;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>The routes of the deployments.</summary>
internal static class DeploymentEndpoints
{
    /// <param name="services">The services to add to.</param>
    /// <param name="workflow">The workflow of the deployment at the address itself; null for the built-in workflow.</param>
    /// <param name="recordings">The recordings, by the names of the deployments that replay them.</param>
    public static void AddDeployments(this IServiceCollection services, Workflow? workflow, IReadOnlyDictionary<string, Recording> recordings) => services
        .AddSingleton<TemporaryObjects>()
        .AddSingleton<TaskCatalog>()
        .AddSingleton(provider => List(workflow, recordings, provider))
        .AddSingleton<RecordedOutputs>()
        .AddSingleton<RecordedResults>()
        .AddSingleton<WorkflowRunner>()
        .AddSingleton<DeployedWorkflows>()
        .AddSingleton<IKnownEndpoints>(provider => provider.GetRequiredService<DeployedWorkflows>())
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

    public static void MapDeployments(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var bearer = services.GetRequiredService<Bearer>();
        var submit = services.GetRequiredService<SubmitRun>();
        var results = services.GetRequiredService<ReadResults>();
        var list = services.GetRequiredService<DeploymentList>();

        // These routes serve created deployments too: UseDeploymentRouting changes the paths of their requests.
        Deployment Wanted(HttpContext context, Deployment mapped) => DeploymentPath.Of(context) is { Length: > 0 } id
            ? list.Find(DeploymentPath.Name(id)) ?? throw RequestException.NotFound("There is no deployment with this endpoint.")
            : mapped;

        RequestDelegate Guarded(RequestDelegate endpoint) => bearer.Require(JsonWebTokens.DeploymentScope, endpoint);

        foreach (var deployment in list.All)
        {
            routes.MapGet($"{deployment.Path}/workflow", Guarded(context => JsonAnswer.WriteRawAsync(context, StatusCodes.Status200OK, Wanted(context, deployment).Workflow.Document)));
            routes.MapPut($"{deployment.Path}/api/run", Guarded(context => submit.HandleAsync(context, Wanted(context, deployment))));
            routes.MapGet($"{deployment.Path}/{ReadResults.Route}", Guarded(results.HandleAsync));
        }
    }

    private static DeploymentList List(Workflow? workflow, IReadOnlyDictionary<string, Recording> recordings, IServiceProvider provider)
    {
        var isHandled = provider.GetService<ITaskHandler>() is not null;
        workflow ??= isHandled ? BuiltInWorkflow.ForHandler() : BuiltInWorkflow.Create(provider.GetRequiredService<TaskCatalog>().All);
        var played = recordings.Select(recording => new Deployment(recording.Key, recording.Value.Workflow, recording.Value)).ToList();
        return new DeploymentList(
            recordings.ContainsKey("") ? played : [new Deployment("", workflow, IsHandled: isHandled), .. played],
            provider.GetRequiredService<DeployedWorkflows>(),
            isHandled);
    }
}
