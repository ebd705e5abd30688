namespace IkomiaScale.Administration;

/// <summary>Which deployments of a workflow are meant; null for any. The platform filters, and what it lets through is looked at again.</summary>
internal sealed record DeploymentFilter(string? Provider, string? Region, string? Flavour)
{
    public bool Fits(IkDeployment deployment) =>
        Fits(Provider, deployment.Provider) && Fits(Region, deployment.Region) && Fits(Flavour, deployment.Flavour);

    private static bool Fits(string? wanted, string? there) => wanted is null || wanted == there;
}
