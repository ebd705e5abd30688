using System.Collections;
using System.Management.Automation;

namespace IkomiaScale.Administration;

/// <summary>A deployment that is to be: as parameters say it, or as one was saved.</summary>
internal sealed record DeploymentDescription(
    string? Project, string? ProjectPath, string? Workflow, string? Provider, string? Region, string? Flavour, string? Size)
{
    /// <summary>All of it that is needed to create it.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: something is not said.</exception>
    public DeploymentSettings Settings => new(
        Provider ?? throw Missing(nameof(Provider)), Region ?? throw Missing(nameof(Region)), Flavour ?? throw Missing(nameof(Flavour)), Size ?? throw Missing(nameof(Size)));

    /// <summary>Reads an object: a workflow, a deployment, either as it was written to a file and read again, or a row with these names.</summary>
    public static DeploymentDescription Of(PSObject item) => new(
        Text(item, nameof(Project)), Text(item, nameof(ProjectPath)), Text(item, nameof(Workflow)) ?? Text(item, "Name"),
        Text(item, nameof(Provider)), Text(item, nameof(Region)), Text(item, nameof(Flavour)), Text(item, nameof(Size)));

    /// <summary>The same with what is given here instead.</summary>
    public DeploymentDescription With(string? provider, string? region, string? flavour, string? size) =>
        this with { Provider = provider ?? Provider, Region = region ?? Region, Flavour = flavour ?? Flavour, Size = size ?? Size };

    /// <summary>The failure of a description that lacks something.</summary>
    public ScaleException Missing(string what) => new(
        ScaleErrorId.InvalidInput,
        $"The deployment of '{Workflow}' in '{ProjectPath ?? Project}' has no {what}. Give it with -{what}, or pipe in what Get-IkDeployment -Project gives.");

    private static string? Text(PSObject item, string name)
    {
        var value = item.BaseObject is IDictionary fields ? fields[name] : item.Properties[name]?.Value;
        return value?.ToString() is { Length: > 0 } text ? text : null;
    }
}
