namespace IkomiaScale;

/// <summary>A change of a deployment by an update, or by <c>-WhatIf</c>.</summary>
public sealed class IkDeploymentChange
{
    internal IkDeploymentChange(string name) => Deployment = name;

    /// <summary>A description of the deployment.</summary>
    public string Deployment { get; }

    /// <summary>The name of the project.</summary>
    public string? Project { get; internal init; }

    /// <summary>The name of the workflow.</summary>
    public string? Workflow { get; internal init; }

    /// <summary>The size before.</summary>
    public string? Size { get; internal init; }

    /// <summary>The size after.</summary>
    public string? NewSize { get; internal init; }

    /// <summary>The tag of the workflow before.</summary>
    public string? Tag { get; internal init; }

    /// <summary>The tag of the workflow after.</summary>
    public string? NewTag { get; internal init; }

    /// <summary>The changes as text.</summary>
    public override string ToString() => string.Join(", ", new[] { Word("size", Size, NewSize), Word("tag", Tag, NewTag) }.Where(word => word.Length > 0));

    private static string Word(string what, string? from, string? to) => from == to ? string.Empty : $"{what} {from} to {to}";
}
