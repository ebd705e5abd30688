using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>A project: workflows with their deployments, and a storage.</summary>
public sealed class IkProject : IkPlatformObject
{
    internal IkProject(JToken json)
        : base(json, "project")
    {
        Name = Text("name") ?? string.Empty;
        Path = Text("path") ?? Name;
    }

    /// <summary>The name. Projects of different namespaces may have the same.</summary>
    public string Name { get; }

    /// <summary>Namespace and name, as the platform writes them.</summary>
    public string Path { get; }

    /// <summary>What it is for; empty where nobody said it.</summary>
    public string Description => Text("description") ?? string.Empty;

    /// <summary>Who may see it: <c>PUBLIC</c>, <c>TEAM</c>, <c>PRIVATE</c>, or what the platform says.</summary>
    public string? Visibility => Text("visibility");

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
