using System.Collections;
using System.Management.Automation;

namespace IkomiaScale.Administration;

/// <summary>A deployment to create, described by parameters or by a saved deployment.</summary>
internal sealed record DeploymentDescription(
    string? Project, string? ProjectPath, string? Workflow, string? Provider, string? Region, string? Flavour, string? Size)
{
    /// <summary>The settings that the platform needs to create it.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: a value is missing.</exception>
    public DeploymentSettings Settings => new(
        Provider ?? throw Missing(nameof(Provider)), Region ?? throw Missing(nameof(Region)), Flavour ?? throw Missing(nameof(Flavour)), Size ?? throw Missing(nameof(Size)));

    /// <summary>Reads an object: a workflow or a deployment, also one that was saved to a file and read again, or a row with these names.</summary>
    public static DeploymentDescription Of(PSObject item) => new(
        Text(item, nameof(Project)), Text(item, nameof(ProjectPath)), Text(item, nameof(Workflow)) ?? Text(item, "Name"),
        Text(item, nameof(Provider)), Text(item, nameof(Region)), Text(item, nameof(Flavour)), Text(item, nameof(Size)));

    /// <summary>The same description with these values instead.</summary>
    public DeploymentDescription With(string? provider, string? region, string? flavour, string? size) =>
        this with { Provider = provider ?? Provider, Region = region ?? Region, Flavour = flavour ?? Flavour, Size = size ?? Size };

    /// <summary>The error for a missing value.</summary>
    public ScaleException Missing(string what) => new(
        ScaleErrorId.InvalidInput,
        $"The deployment of '{Workflow}' in '{ProjectPath ?? Project}' has no {what}. Use -{what}, or pipe in the output of Get-IkDeployment -Project.");

    private static string? Text(PSObject item, string name)
    {
        var value = item.BaseObject is IDictionary fields ? fields[name] : item.Properties[name]?.Value;
        return value?.ToString() is { Length: > 0 } text ? text : null;
    }
}
