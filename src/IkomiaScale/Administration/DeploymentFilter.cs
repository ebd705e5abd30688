namespace IkomiaScale.Administration;

/// <summary>Selects deployments of a workflow; null matches any value. The platform filters, and its answer is checked here again.</summary>
internal sealed record DeploymentFilter(string? Provider, string? Region, string? Flavour)
{
    public bool Fits(IkDeployment deployment) =>
        Fits(Provider, deployment.Provider) && Fits(Region, deployment.Region) && Fits(Flavour, deployment.Flavour);

    private static bool Fits(string? wanted, string? there) => wanted is null || wanted == there;
}
