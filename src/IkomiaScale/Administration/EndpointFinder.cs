using IkomiaScale.Abstractions;

namespace IkomiaScale.Administration;

/// <summary>Finds the endpoint of a deployment by the names of its project and workflow.</summary>
internal sealed class EndpointFinder(CancellableCmdlet cmdlet, IAdministrationClient platform, CancellationToken stop)
{
    /// <summary>The endpoint of the one deployment that is up.</summary>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.DeploymentNotFound"/>: no deployment is up. <see cref="ScaleErrorId.InvalidInput"/>: several are up; the message lists them.
    /// </exception>
    public Uri Find(string project, string? workflow)
    {
        var names = new PlatformNames(cmdlet, platform, stop);
        var owner = names.Project(project);
        var workflows = workflow is null ? names.Workflows(owner, NamePattern.Any) : [names.Workflow(owner, workflow)];
        var all = workflows.SelectMany(item => names.Deployments(item, new DeploymentFilter(null, null, null))).ToList();
        var up = all.FindAll(deployment => deployment.Endpoint is not null);
        if (up.Count == 1)
        {
            return up[0].Endpoint!;
        }

        var what = workflow is null ? $"The project '{owner.Path}'" : $"The workflow '{workflow}' of '{owner.Path}'";
        throw up.Count == 0
            ? new ScaleException(
                ScaleErrorId.DeploymentNotFound,
                all.Count == 0
                    ? $"{what} has no deployment. Create one with New-IkDeployment -Wait."
                    : $"{what} has no deployment that is up: {List(all, deployment => deployment.Status)}. Wait for one with New-IkDeployment -SkipExisting -Wait.")
            {
                Target = project,
            }
            : new ScaleException(
                ScaleErrorId.InvalidInput,
                $"{what} has several deployments: {List(up, deployment => deployment.Endpoint!.GetLeftPart(UriPartial.Path))}. " +
                "Choose one: Get-IkDeployment -Project <name> | Where-Object … | Connect-IkScale.")
            {
                Target = project,
            };
    }

    private static string List(IEnumerable<IkDeployment> deployments, Func<IkDeployment, string?> detail) =>
        string.Join("; ", deployments.Select(deployment => $"{deployment.Workflow} {deployment.Provider} {deployment.Region} {deployment.Flavour} {deployment.Size} ({detail(deployment)})"));
}
