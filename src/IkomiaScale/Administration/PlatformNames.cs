using IkomiaScale.Abstractions;

namespace IkomiaScale.Administration;

/// <summary>Finds things of the platform by name, on the pipeline thread. A name without wildcards must exist.</summary>
internal sealed class PlatformNames(CancellableCmdlet cmdlet, IAdministrationClient platform, CancellationToken stop)
{
    /// <summary>The projects that match a name or a pattern.</summary>
    public IEnumerable<IkProject> Projects(NamePattern name, string? nameSpace = null) => Found(
        platform.ListProjectsAsync(name, nameSpace, stop), name, () => $"There is no project '{name.Exact}'. Run Get-IkProject to list the projects.");

    /// <summary>The project with a name, or with a path if several namespaces have a project with that name.</summary>
    public IkProject Project(string name, string? nameSpace = null)
    {
        var found = Projects(NamePattern.Literal(name), nameSpace).Take(2).ToList();
        return found.Count == 1 ? found[0] : throw new ScaleException(
            ScaleErrorId.InvalidInput,
            $"There are several projects '{name}': {string.Join(", ", found.Select(project => $"'{project.Path}'"))}. Name one by its path.") { Target = name };
    }

    /// <summary>The workflows of a project.</summary>
    public IEnumerable<IkWorkflow> Workflows(IkProject project, NamePattern name, bool mustBeThere = true) => Found(
        platform.ListWorkflowsAsync(project, name, stop), mustBeThere ? name : NamePattern.Any,
        () => $"The project '{project.Path}' has no workflow '{name.Exact}'. Run Get-IkWorkflow to list the workflows.");

    /// <summary>The workflow with a name.</summary>
    public IkWorkflow Workflow(IkProject project, string name)
    {
        var found = Workflows(project, NamePattern.Literal(name)).Take(2).ToList();
        return found.Count == 1 ? found[0] : throw new ScaleException(
            ScaleErrorId.InvalidInput, $"The project '{project.Path}' has several workflows '{name}'. Remove all but one in the web application.") { Target = name };
    }

    /// <summary>The deployments of the workflows of projects.</summary>
    public IEnumerable<IkDeployment> Deployments(NamePattern project, NamePattern workflow, DeploymentFilter filter)
    {
        var isFound = false;
        foreach (var owner in Projects(project))
        {
            // Only one of the projects has to have the workflow.
            foreach (var item in Workflows(owner, workflow, mustBeThere: false))
            {
                isFound = true;
                foreach (var deployment in Deployments(item, filter))
                {
                    yield return deployment;
                }
            }
        }

        if (!isFound && workflow.Exact is { } name)
        {
            throw Missing(name, $"There is no workflow '{name}' in the project{(project.Exact is { } one ? $" '{one}'" : "s")}. Run Get-IkWorkflow to list the workflows.");
        }
    }

    /// <summary>The deployments of a workflow.</summary>
    public IEnumerable<IkDeployment> Deployments(IkWorkflow workflow, DeploymentFilter filter) => cmdlet
        .Enumerate(platform.ListDeploymentsAsync(workflow, filter.Provider, filter.Region, filter.Flavour, stop)).Where(filter.Fits);

    private IEnumerable<T> Found<T>(IAsyncEnumerable<T> items, NamePattern name, Func<string> missing)
    {
        var isFound = false;
        foreach (var item in cmdlet.Enumerate(items))
        {
            isFound = true;
            yield return item;
        }

        if (!isFound && name.Exact is { } exact)
        {
            throw Missing(exact, missing());
        }
    }

    private static ScaleException Missing(string name, string text) => new(ScaleErrorId.ObjectNotFound, text) { Target = name };
}
