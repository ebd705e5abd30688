namespace IkomiaScale;

/// <summary>What an update would change in a deployment, or changes.</summary>
public sealed class IkDeploymentChange
{
    internal IkDeploymentChange(string name) => Deployment = name;

    /// <summary>The deployment, for a person.</summary>
    public string Deployment { get; }

    /// <summary>The project.</summary>
    public string? Project { get; internal init; }

    /// <summary>The workflow.</summary>
    public string? Workflow { get; internal init; }

    /// <summary>The size now.</summary>
    public string? Size { get; internal init; }

    /// <summary>The size afterwards.</summary>
    public string? NewSize { get; internal init; }

    /// <summary>The tag of the workflow that it has now.</summary>
    public string? Tag { get; internal init; }

    /// <summary>The tag afterwards.</summary>
    public string? NewTag { get; internal init; }

    /// <summary>The changes in words.</summary>
    public override string ToString() => string.Join(", ", new[] { Word("size", Size, NewSize), Word("tag", Tag, NewTag) }.Where(word => word.Length > 0));

    private static string Word(string what, string? from, string? to) => from == to ? string.Empty : $"{what} {from} to {to}";
}
