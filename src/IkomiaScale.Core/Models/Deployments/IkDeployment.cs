using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>
/// A deployment as it was when it was asked for: by its endpoint, with the tasks of its workflow; by its project, with what the platform says
/// of it.
/// </summary>
public sealed class IkDeployment
{
    internal IkDeployment(string name, Uri endpoint, IReadOnlyList<IkDeploymentTask> tasks)
    {
        Name = name;
        Endpoint = endpoint;
        Tasks = tasks;
    }

    internal IkDeployment(JToken json, IkWorkflow workflow)
    {
        Json = json;
        Project = workflow.Project;
        ProjectPath = workflow.ProjectPath;
        Workflow = workflow.Name;
        WorkflowTag = workflow.Tag;
        Name = workflow.Name;
        Tasks = [];
        Url = Address("url") ?? throw new ScaleException(
            ScaleErrorId.InvalidResponse, "The platform gave a deployment without an address. Check that -ScaleUrl is the platform's.");
        Endpoint = Address("endpoint");
    }

    /// <summary>The workflow's name; empty where it has none.</summary>
    public string Name { get; }

    /// <summary>The deployment's URL; null where the platform does not give one, as while it comes up.</summary>
    public Uri? Endpoint { get; }

    /// <summary>The tasks, in the workflow's order.</summary>
    public IReadOnlyList<IkDeploymentTask> Tasks { get; }

    /// <summary>
    /// The task whose outputs a run gives unless told otherwise: the last final one (PROTOCOL 4). Null where there is none or
    /// where its name occurs twice; a run must then name its task.
    /// </summary>
    public IkDeploymentTask? DefaultTask =>
        Tasks.LastOrDefault(task => task.IsFinal) is { } last && Tasks.Count(task => task.Name == last.Name) == 1 ? last : null;

    /// <summary>The name of the project; null where it was asked for by its endpoint, as all that follows.</summary>
    public string? Project { get; }

    /// <summary>The path of the project.</summary>
    public string? ProjectPath { get; }

    /// <summary>The name of the workflow.</summary>
    public string? Workflow { get; }

    /// <summary>Whose machines it runs on, such as <c>AWS</c>.</summary>
    public string? Provider => Text("provider");

    /// <summary>Where they are, such as <c>FRANCE</c>.</summary>
    public string? Region => Text("region");

    /// <summary>What kind they are, such as <c>SERVERLESS</c>.</summary>
    public string? Flavour => Text("flavour");

    /// <summary>How large they are, such as <c>S</c>.</summary>
    public string? Size => Text("size");

    /// <summary>The tag of the workflow that it runs.</summary>
    public string? Tag => Text("tag");

    /// <summary>The state in the platform's word. <c>ERROR</c> says that it failed; other words are not documented.</summary>
    public string? Status => Text("status");

    /// <summary>The tag that the workflow had.</summary>
    public string? WorkflowTag { get; }

    /// <summary>Whether the workflow was published again since: its tag is another one.</summary>
    public bool IsOutOfDate => Tag is not null && WorkflowTag is not null && Tag != WorkflowTag;

    /// <summary>Where it is on the platform.</summary>
    public Uri? Url { get; }

    /// <summary>All that the platform says of it, as JSON.</summary>
    public string? Raw => Json?.ToString(Formatting.None);

    internal JToken? Json { get; }

    /// <summary>Whether the platform says that it failed.</summary>
    internal bool HasFailed => string.Equals(Status, "ERROR", StringComparison.OrdinalIgnoreCase);

    /// <summary>The deployment for a person: where it is, and what it runs.</summary>
    internal string Description => Url is null ? ToString() : $"{ProjectPath}: {Workflow} ({string.Join(" ", new[] { Provider, Region, Flavour, Size }.Where(word => word is not null))})";

    /// <summary>The name, or the URL where it has none.</summary>
    public override string ToString() => Name.Length > 0 ? Name : Endpoint?.GetLeftPart(UriPartial.Path) ?? string.Empty;

    /// <summary>Where it is on the platform.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: it was asked for by its endpoint, so nobody knows.</exception>
    internal Uri PlatformUrl => Url ?? throw new ScaleException(
        ScaleErrorId.InvalidInput,
        $"Of the deployment '{this}' only the endpoint is known, not what it is on the platform. Take it from Get-IkDeployment -Project <name>.")
    {
        Target = ToString(),
    };

    internal IkDeployment With(JToken json) => new(json, this);

    private IkDeployment(JToken json, IkDeployment before)
    {
        Json = json;
        (Project, ProjectPath, Workflow, WorkflowTag, Name) = (before.Project, before.ProjectPath, before.Workflow, before.WorkflowTag, before.Name);
        Tasks = [];
        Url = Address("url") ?? before.Url;
        Endpoint = Address("endpoint");
    }

    private string? Text(string field) => IkomiaScale.Json.WireJson.Text(Json, field);

    private Uri? Address(string field) => Uri.TryCreate(Text(field), UriKind.Absolute, out var address) ? address : null;
}
