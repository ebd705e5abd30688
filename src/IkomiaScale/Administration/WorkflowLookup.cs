namespace IkomiaScale.Administration;

/// <summary>The workflows that deployments are created of, each looked up once.</summary>
internal sealed class WorkflowLookup(PlatformNames names)
{
    private readonly Dictionary<(string?, string?), IkProject> _projects = [];
    private readonly Dictionary<(Uri, string), IkWorkflow> _workflows = [];

    /// <summary>The workflow of a description.</summary>
    /// <exception cref="ScaleException">It is not there, or the description does not say which.</exception>
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

        // A saved path tells which of several of a name it was; a project that was made anew may be elsewhere.
        return _projects[key] = description.ProjectPath is { } path && names.Projects(NamePattern.Literal(name)).FirstOrDefault(project => project.Path == path) is { } same
            ? same
            : names.Project(name);
    }
}
