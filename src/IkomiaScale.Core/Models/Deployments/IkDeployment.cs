using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>
/// A deployment at the time of its request. If it was requested by its endpoint, it has the tasks of its workflow; if it was
/// requested by its project, it has the fields of the platform.
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
            ScaleErrorId.InvalidResponse, "The deployment cannot be read: the platform did not return its URL. Check the -ScaleUrl of Connect-IkScale.");
        Endpoint = Address("endpoint");
    }

    /// <summary>The name of the workflow; empty if it has none.</summary>
    public string Name { get; }

    /// <summary>The endpoint; null if there is none, such as while the deployment starts.</summary>
    public Uri? Endpoint { get; }

    /// <summary>The tasks, in the order of the workflow.</summary>
    public IReadOnlyList<IkDeploymentTask> Tasks { get; }

    /// <summary>
    /// The default task, whose outputs a run returns if no task is named: the last final task (docs/protocol.md, section 4).
    /// Null if there is none or its name is not unique; then a run must name its task.
    /// </summary>
    public IkDeploymentTask? DefaultTask =>
        Tasks.LastOrDefault(task => task.IsFinal) is { } last && Tasks.Count(task => task.Name == last.Name) == 1 ? last : null;

    /// <summary>The name of the project. Null for a deployment that was requested by its endpoint, like all properties below.</summary>
    public string? Project { get; }

    /// <summary>The path of the project.</summary>
    public string? ProjectPath { get; }

    /// <summary>The name of the workflow.</summary>
    public string? Workflow { get; }

    /// <summary>The provider of the machines, such as <c>AWS</c>.</summary>
    public string? Provider => Text("provider");

    /// <summary>The region, such as <c>FRANCE</c>.</summary>
    public string? Region => Text("region");

    /// <summary>The kind of machine, such as <c>SERVERLESS</c>.</summary>
    public string? Flavour => Text("flavour");

    /// <summary>The size of the machine, such as <c>S</c>.</summary>
    public string? Size => Text("size");

    /// <summary>The tag of the workflow that it runs.</summary>
    public string? Tag => Text("tag");

    /// <summary>The state from the platform. <c>ERROR</c> means that the deployment failed; other values are not documented.</summary>
    public string? Status => Text("status");

    /// <summary>The tag of the workflow at the time of the request.</summary>
    public string? WorkflowTag { get; }

    /// <summary>Whether the workflow has been published again since, so that its tag differs.</summary>
    public bool IsOutOfDate => Tag is not null && WorkflowTag is not null && Tag != WorkflowTag;

    /// <summary>The URL on the platform.</summary>
    public Uri? Url { get; }

    /// <summary>All fields from the platform, as JSON.</summary>
    public string? Raw => Json?.ToString(Formatting.None);

    internal JToken? Json { get; }

    /// <summary>Whether the platform says that it failed.</summary>
    internal bool HasFailed => string.Equals(Status, "ERROR", StringComparison.OrdinalIgnoreCase);

    /// <summary>A description with the project, the workflow and the settings.</summary>
    internal string Description => Url is null ? ToString() : $"{ProjectPath}: {Workflow} ({string.Join(" ", new[] { Provider, Region, Flavour, Size }.Where(word => word is not null))})";

    /// <summary>The name, or the endpoint if there is no name.</summary>
    public override string ToString() => Name.Length > 0 ? Name : Endpoint?.GetLeftPart(UriPartial.Path) ?? string.Empty;

    /// <summary>The URL on the platform.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the deployment was requested by its endpoint.</exception>
    internal Uri PlatformUrl => Url ?? throw new ScaleException(
        ScaleErrorId.InvalidInput,
        $"The deployment '{this}' cannot be managed: only its endpoint is known. Use a deployment from Get-IkDeployment -Project <name>.")
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
