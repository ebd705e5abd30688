using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Deployments;
using IkomiaScale.Emulator.Security;

namespace IkomiaScale.Emulator.Administration;

/// <summary>The routes of the platform. All need the API token, except the one that creates such tokens.</summary>
internal static class AdministrationEndpoints
{
    public static void AddAdministration(this IServiceCollection services) => services
        .AddSingleton<ListAnswer>()
        .AddSingleton<SingleRow>()
        .AddSingleton<Accounts>()
        .AddSingleton<Projects>()
        .AddSingleton<Members>()
        .AddSingleton<ArchiveReader>()
        .AddSingleton<PublishedWorkflows>()
        .AddSingleton<DeploymentRegistry>()
        .AddSingleton<CreatedDeployments>()
        .AddSingleton<DeploymentRecords>()
        .AddSingleton<IRunWatcher, RunRecorder>();

    /// <summary>Loads the tokens and deployments of an earlier process. Call it before the first request.</summary>
    public static Task LoadAdministrationAsync(this IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<Database>().ReadAsync(
            connection =>
            {
                services.GetRequiredService<Accounts>().Load(connection);
                services.GetRequiredService<DeploymentRegistry>().Load(connection);
                return true;
            },
            cancellation);

    public static void MapAdministration(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var token = services.GetRequiredService<ApiToken>();
        var accounts = services.GetRequiredService<Accounts>();
        var projects = services.GetRequiredService<Projects>();
        var members = services.GetRequiredService<Members>();
        var workflows = services.GetRequiredService<PublishedWorkflows>();
        var deployments = services.GetRequiredService<CreatedDeployments>();
        var records = services.GetRequiredService<DeploymentRecords>();

        void Get(string route, RequestDelegate handler) => routes.MapGet(route, token.Before(handler));
        void Post(string route, RequestDelegate handler) => routes.MapPost(route, token.Before(handler));
        void Delete(string route, RequestDelegate handler) => routes.MapDelete(route, token.Before(handler));

        routes.MapPost("/v1/users/me/tokens", accounts.CreateTokenAsync);
        Get("/v1/users/me", accounts.GetMeAsync);
        Get("/v1/users", accounts.ListAsync);
        Get("/v1/namespaces", projects.ListNamespacesAsync);
        Get("/v1/namespaces/{id}/projects", projects.ListAsync);
        Post("/v1/namespaces/{id}/projects", projects.CreateAsync);
        Get("/v1/projects", projects.ListAsync);
        Get("/v1/projects/{id}", projects.GetAsync);
        Delete("/v1/projects/{id}", projects.DeleteAsync);
        Get("/v1/projects/{id}/members", members.ListAsync);
        Post("/v1/projects/{id}/members", members.CreateAsync);
        Get("/v1/projects/{id}/members/{member}", members.GetAsync);
        Delete("/v1/projects/{id}/members/{member}", members.DeleteAsync);
        Get("/v1/projects/{id}/workflows", workflows.ListAsync);
        Post("/v1/projects/{id}/workflows", workflows.CreateAsync);
        Get("/v1/workflows/{id}", workflows.GetAsync);
        Delete("/v1/workflows/{id}", workflows.DeleteAsync);
        Get("/v1/workflows/{id}/deployments", deployments.ListAsync);
        Post("/v1/workflows/{id}/deployments", deployments.CreateAsync);
        Get("/v1/deployments/{id}", deployments.GetAsync);
        routes.MapPut("/v1/deployments/{id}", token.Before(deployments.UpdateAsync));
        Delete("/v1/deployments/{id}", deployments.DeleteAsync);
        Get("/v1/deployments/{id}/logs", records.LogsAsync);
        Get("/v1/deployments/{id}/usage", records.UsageAsync);
    }
}
