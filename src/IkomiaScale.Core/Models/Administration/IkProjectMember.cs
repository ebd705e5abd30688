using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>Somebody who may do something in a project.</summary>
public sealed class IkProjectMember : IkPlatformObject
{
    internal IkProjectMember(JToken json, IkProject project)
        : base(json, "member")
    {
        Project = project.Name;
        ProjectPath = project.Path;
        UserName = Text("username") ?? string.Empty;
    }

    /// <summary>The name of the project.</summary>
    public string Project { get; }

    /// <summary>The path of the project.</summary>
    public string ProjectPath { get; }

    /// <summary>The user's name.</summary>
    public string UserName { get; }

    /// <summary>What the user may do: <c>OWNER</c>, <c>MANAGER</c>, <c>MEMBER</c>, <c>PARTNER</c>, or what the platform says.</summary>
    public string? Role => Text("role");

    /// <summary>Where the membership comes from, such as the project itself or a namespace above it.</summary>
    public string? Source => Text("source");

    /// <summary>The user's name.</summary>
    public override string ToString() => UserName;
}
