namespace IkomiaScale;

/// <summary>
/// Where and how a deployment runs. Unknown values are sent to the platform unchanged (known values: docs/protocol.md,
/// section 8).
/// </summary>
public sealed class DeploymentSettings
{
    /// <summary>Creates the settings.</summary>
    /// <param name="provider">The provider of the machines, such as <c>AWS</c>.</param>
    /// <param name="region">The region, such as <c>FRANCE</c>.</param>
    /// <param name="flavour">The kind of machine, such as <c>SERVERLESS</c>.</param>
    /// <param name="size">The size of the machine, such as <c>S</c>.</param>
    public DeploymentSettings(string provider, string region, string flavour, string size)
    {
        Provider = provider;
        Region = region;
        Flavour = flavour;
        Size = size;
    }

    /// <summary>The provider of the machines.</summary>
    public string Provider { get; }

    /// <summary>The region.</summary>
    public string Region { get; }

    /// <summary>The kind of machine. It decides how usage is billed.</summary>
    public string Flavour { get; }

    /// <summary>The size of the machine.</summary>
    public string Size { get; }

    /// <summary>All settings on one line.</summary>
    public override string ToString() => $"{Provider} {Region} {Flavour} {Size}";

    internal bool IsAt(IkDeployment deployment) =>
        deployment.Provider == Provider && deployment.Region == Region && deployment.Flavour == Flavour;
}
