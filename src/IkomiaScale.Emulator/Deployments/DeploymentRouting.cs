using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Sends the requests for a created deployment to the routes of the emulator's own, with a word on which one they are for.</summary>
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
                    throw RequestException.NotFound("There is no deployment at this address.");
                }

                DeploymentPath.Set(context, id);
                context.Request.Path = rest;
            }

            return next(context);
        });
    }
}
