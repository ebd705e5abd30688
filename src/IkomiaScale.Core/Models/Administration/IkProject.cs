using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>A project: a storage, and workflows with their deployments.</summary>
public sealed class IkProject : IkPlatformObject
{
    internal IkProject(JToken json)
        : base(json, "project")
    {
        Name = Text("name") ?? string.Empty;
        Path = Text("path") ?? Name;
    }

    /// <summary>The name. Projects of different namespaces can have the same name.</summary>
    public string Name { get; }

    /// <summary>The namespace and the name, separated by a slash.</summary>
    public string Path { get; }

    /// <summary>The description; empty if there is none.</summary>
    public string Description => Text("description") ?? string.Empty;

    /// <summary>Who can see the project: <c>PUBLIC</c>, <c>TEAM</c>, <c>PRIVATE</c>, or another value of the platform.</summary>
    public string? Visibility => Text("visibility");

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
