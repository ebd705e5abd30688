using System.Collections;
using System.Management.Automation;
using IkomiaScale.Connections;
using IkomiaScale.Deployments;

namespace IkomiaScale.Completion;

/// <summary>
/// The workflow of the deployment on a command line. The client keeps it, so only the first Tab causes a request,
/// which stops after two seconds and hides failures.
/// </summary>
internal static class WorkflowCompleter
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    /// <summary>The workflow; null if it does not arrive in time.</summary>
    public static IkDeployment? Find(IDictionary boundParameters)
    {
        try
        {
            var connection = ConnectionArgument.Resolve(boundParameters["Connection"]);
            var endpoint = Uri.TryCreate(Bare(boundParameters["Endpoint"])?.ToString(), UriKind.Absolute, out var given) ? given : null;
            var name = Bare(boundParameters["Deployment"])?.ToString();
            var deployments = EndpointClients.For(connection, DeploymentNames.Resolve(connection, endpoint, name)).Deployments;
            using var limit = new CancellationTokenSource(TimeLimit);
            return Task.Run(() => deployments.GetAsync(limit.Token), CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is ScaleException or OperationCanceledException)
        {
            return null;
        }
    }

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
