namespace IkomiaScale;

/// <summary>A deployment and its workflow, as they were when they were asked for.</summary>
public sealed class IkDeployment
{
    internal IkDeployment(string name, Uri endpoint, IReadOnlyList<IkDeploymentTask> tasks)
    {
        Name = name;
        Endpoint = endpoint;
        Tasks = tasks;
    }

    /// <summary>The workflow's name; empty where it has none.</summary>
    public string Name { get; }

    /// <summary>The deployment's URL.</summary>
    public Uri Endpoint { get; }

    /// <summary>The tasks, in the workflow's order.</summary>
    public IReadOnlyList<IkDeploymentTask> Tasks { get; }

    /// <summary>
    /// The task whose outputs a run gives unless told otherwise: the last final one (PROTOCOL 4). Null where there is none or
    /// where its name occurs twice; a run must then name its task.
    /// </summary>
    public IkDeploymentTask? DefaultTask =>
        Tasks.LastOrDefault(task => task.IsFinal) is { } last && Tasks.Count(task => task.Name == last.Name) == 1 ? last : null;

    /// <summary>The name, or the URL where it has none.</summary>
    public override string ToString() => Name.Length > 0 ? Name : Endpoint.GetLeftPart(UriPartial.Path);
}
