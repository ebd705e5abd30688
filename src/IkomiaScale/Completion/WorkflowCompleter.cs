using System.Collections;
using System.Management.Automation;
using IkomiaScale.Connections;
using IkomiaScale.Deployments;

namespace IkomiaScale.Completion;

/// <summary>
/// The workflow of the deployment that a command line is about. The client keeps it, so only the first Tab asks the service;
/// that gives up after two seconds and says nothing of failures.
/// </summary>
internal static class WorkflowCompleter
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    /// <summary>The workflow; null where it cannot be had in time.</summary>
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
