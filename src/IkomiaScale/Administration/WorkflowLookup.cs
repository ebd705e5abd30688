namespace IkomiaScale.Administration;

/// <summary>Looks up the workflows of new deployments, each only once.</summary>
internal sealed class WorkflowLookup(PlatformNames names)
{
    private readonly Dictionary<(string?, string?), IkProject> _projects = [];
    private readonly Dictionary<(Uri, string), IkWorkflow> _workflows = [];

    /// <summary>The workflow of a description.</summary>
    /// <exception cref="ScaleException">The workflow does not exist, or the description does not name it.</exception>
    public IkWorkflow Find(DeploymentDescription description)
    {
        var project = Project(description);
        var name = description.Workflow ?? throw description.Missing("Workflow");
        return _workflows.TryGetValue((project.Url, name), out var known) ? known : _workflows[(project.Url, name)] = names.Workflow(project, name);
    }

    private IkProject Project(DeploymentDescription description)
    {
        var key = (description.Project, description.ProjectPath);
        if (_projects.TryGetValue(key, out var known))
        {
            return known;
        }

        var name = description.Project ?? description.ProjectPath ?? throw description.Missing("Project");

        // A saved path identifies a project among several with its name, but a project that was created again may have another path.
        return _projects[key] = description.ProjectPath is { } path && names.Projects(NamePattern.Literal(name)).FirstOrDefault(project => project.Path == path) is { } same
            ? same
            : names.Project(name);
    }
}
