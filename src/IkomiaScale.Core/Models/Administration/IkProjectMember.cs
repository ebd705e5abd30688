using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>A user with a role in a project.</summary>
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

    /// <summary>The name of the user.</summary>
    public string UserName { get; }

    /// <summary>The role: <c>OWNER</c>, <c>MANAGER</c>, <c>MEMBER</c>, <c>PARTNER</c>, or another value of the platform.</summary>
    public string? Role => Text("role");

    /// <summary>Where the role comes from, such as the project or a namespace above it.</summary>
    public string? Source => Text("source");

    /// <summary>The name of the user.</summary>
    public override string ToString() => UserName;
}
