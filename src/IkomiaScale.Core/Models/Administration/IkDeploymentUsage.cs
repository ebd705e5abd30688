namespace IkomiaScale;

/// <summary>How much of a product a deployment used in a period (docs/protocol.md, section 8).</summary>
public sealed class IkDeploymentUsage
{
    internal IkDeploymentUsage(string product, string unit, DateTimeOffset? time, double amount)
    {
        Product = product;
        Unit = unit;
        Time = time;
        Amount = amount;
    }

    /// <summary>The project of the deployment.</summary>
    public string? Project { get; internal init; }

    /// <summary>The workflow of the deployment.</summary>
    public string? Workflow { get; internal init; }

    /// <summary>The name of the product on the platform.</summary>
    public string Product { get; }

    /// <summary>The unit of <see cref="Amount"/> as the platform names it, such as seconds.</summary>
    public string Unit { get; }

    /// <summary>The start of the period, in local time; null for the total of all periods.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>The amount, in units of <see cref="Unit"/>.</summary>
    public double Amount { get; }

    /// <summary>The provider of the deployment, such as <c>AWS</c>.</summary>
    public string? Provider { get; internal init; }

    /// <summary>The region of the deployment, such as <c>FRANCE</c>.</summary>
    public string? Region { get; internal init; }

    /// <summary>The flavour of the deployment, such as <c>SERVERLESS</c>.</summary>
    public string? Flavour { get; internal init; }

    /// <summary>The size of the deployment, such as <c>S</c>.</summary>
    public string? Size { get; internal init; }

    /// <summary>The product and the amount.</summary>
    public override string ToString() => FormattableString.Invariant($"{Product}: {Amount} {Unit}");
}
