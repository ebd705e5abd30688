using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Sends requests for a created deployment to the routes of the emulator's own deployment, and stores which deployment they are for.</summary>
internal static class DeploymentRouting
{
    public static void UseDeploymentRouting(this WebApplication app)
    {
        var deployed = app.Services.GetRequiredService<DeployedWorkflows>();
        app.Use((context, next) =>
        {
            if (DeploymentPath.Split(RequestTarget.RawPath(context)) is var (id, rest))
            {
                if (!deployed.IsUp(id))
                {
                    throw RequestException.NotFound("There is no deployment with this endpoint.");
                }

                DeploymentPath.Set(context, id);
                context.Request.Path = rest;
            }

            return next(context);
        });
    }
}
