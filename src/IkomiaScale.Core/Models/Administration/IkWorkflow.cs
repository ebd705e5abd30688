using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>A workflow of a project, as it was published last.</summary>
public sealed class IkWorkflow : IkPlatformObject
{
    internal IkWorkflow(JToken json, IkProject project)
        : base(json, "workflow")
    {
        Project = project.Name;
        ProjectPath = project.Path;
        Name = Text("name") ?? string.Empty;
    }

    /// <summary>The name, which no other workflow of the project has.</summary>
    public string Name { get; }

    /// <summary>The name of the project.</summary>
    public string Project { get; }

    /// <summary>The path of the project.</summary>
    public string ProjectPath { get; }

    /// <summary>What it does; empty where nobody said it.</summary>
    public string Description => Text("description") ?? string.Empty;

    /// <summary>Which version of it this is. A deployment with another one is out of date.</summary>
    public string? Tag => Text("tag");

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
