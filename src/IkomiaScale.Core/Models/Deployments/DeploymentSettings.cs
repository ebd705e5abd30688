namespace IkomiaScale;

/// <summary>Where and how a deployment runs. Values other than the known ones of PROTOCOL 8 are passed on as they are.</summary>
public sealed class DeploymentSettings
{
    /// <summary>Describes a deployment.</summary>
    /// <param name="provider">Whose machines, such as <c>AWS</c>.</param>
    /// <param name="region">Where they are, such as <c>FRANCE</c>.</param>
    /// <param name="flavour">What kind they are, such as <c>SERVERLESS</c>.</param>
    /// <param name="size">How large they are, such as <c>S</c>.</param>
    public DeploymentSettings(string provider, string region, string flavour, string size)
    {
        Provider = provider;
        Region = region;
        Flavour = flavour;
        Size = size;
    }

    /// <summary>Whose machines.</summary>
    public string Provider { get; }

    /// <summary>Where they are.</summary>
    public string Region { get; }

    /// <summary>What kind they are: it decides what is paid for.</summary>
    public string Flavour { get; }

    /// <summary>How large they are.</summary>
    public string Size { get; }

    /// <summary>All of them in a line.</summary>
    public override string ToString() => $"{Provider} {Region} {Flavour} {Size}";

    internal bool IsAt(IkDeployment deployment) =>
        deployment.Provider == Provider && deployment.Region == Region && deployment.Flavour == Flavour;
}
