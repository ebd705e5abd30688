using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>The latest version of a workflow of a project.</summary>
public sealed class IkWorkflow : IkPlatformObject
{
    internal IkWorkflow(JToken json, IkProject project)
        : base(json, "workflow")
    {
        Project = project.Name;
        ProjectPath = project.Path;
        Name = Text("name") ?? string.Empty;
    }

    /// <summary>The name. It is unique in the project.</summary>
    public string Name { get; }

    /// <summary>The name of the project.</summary>
    public string Project { get; }

    /// <summary>The path of the project.</summary>
    public string ProjectPath { get; }

    /// <summary>The description; empty if there is none.</summary>
    public string Description => Text("description") ?? string.Empty;

    /// <summary>The version of the workflow. A deployment with another tag is out of date.</summary>
    public string? Tag => Text("tag");

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
